//! The files of types: what people read.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use syn::{Item as Syntax, ItemUse, parse_quote};

use super::declared::Declared;
use super::ident::{fixed, ident};
use super::syntax::{self, parsed};
use super::ty::{
    EXTRA, FORMATTED, Foreign, JSON, MAP, NULLABLE, NUMBER, Place, SECRET, TEXT_OR, format_type,
    integer_type,
};
use super::{
    constant, doc, format, header, literal_enum, never, newtype, string_enum, structs, tuple, union,
};
use crate::generate::File;
use crate::ir::{Crate, Item, ItemKind, Module, RestKind, Type};
use crate::names::Name;

/// The module that holds the modules of types; `None` if there are none.
pub(super) fn root(krate: &Crate) -> Option<File> {
    if krate.modules.is_empty() {
        return None;
    }
    let names = krate.modules.iter().map(|module| ident(&module.name));
    Some(File {
        path: "src/types.rs".to_owned(),
        contents: format!(
            "{}\n{DOCS}\n{}\n{}",
            header::rust(krate),
            format::items(names.map(syntax::module).collect()),
            uses(krate)
        ),
    })
}

/// What the module of types says of itself.
pub(super) const DOCS: &str = "//! The types of the payloads.\n";

/// The types of all modules by name.
pub(super) fn uses(krate: &Crate) -> String {
    let uses = krate.modules.iter().map(|module| {
        let path = [fixed("self"), ident(&module.name)];
        let items = module.items.iter().map(|item| ident(&item.name));
        syntax::uses(parsed!(ItemUse: pub use name;), path.into_iter(), items)
    });
    format::items(uses.collect())
}

/// The types of a module.
pub(super) fn file(krate: &Crate, declared: &Declared, module: &Module) -> File {
    let mut contents = header::schema(krate, &module.pointer);
    for uses in imports(declared, module) {
        contents.push('\n');
        contents.push_str(&format::items(vec![uses]));
    }
    for item in &module.items {
        contents.push('\n');
        let definition = definition(Place::Types(declared), item);
        contents.push_str(&format::items(vec![definition]));
    }
    File {
        path: format!("src/types/{}.rs", module.name.as_str()),
        contents,
    }
}

fn definition(place: Place, item: &Item) -> Syntax {
    match &item.kind {
        ItemKind::Struct(it) => structs::definition(place, item, it),
        ItemKind::StringEnum(it) => string_enum::definition(place, item, it),
        ItemKind::LiteralEnum(it) => literal_enum::definition(place, item, it),
        ItemKind::Constant(value) => constant::definition(item, value),
        ItemKind::Union(it) => union::definition(place, item, it),
        ItemKind::Tuple(it) => tuple::definition(place, item, it),
        ItemKind::Newtype(ty) => newtype::definition(place, item, ty),
        ItemKind::Alias(ty) => {
            let (docs, name, ty) = (doc::item(item, None), ident(&item.name), place.ty(ty));
            parse_quote!(#(#docs)* pub type #name = #ty;)
        }
        ItemKind::Never => never::definition(item),
    }
}

/// The `use` declarations that a module needs: of std, of the runtime, of other modules.
fn imports(declared: &Declared, module: &Module) -> Vec<Syntax> {
    let mut used = Used::default();
    for item in &module.items {
        used.item(item);
    }
    for item in &module.items {
        used.named.remove(&item.name);
    }
    let mut foreign: BTreeMap<&[&str], BTreeSet<&str>> = BTreeMap::new();
    for it in used.foreign {
        if it.imported && !declared.declares(it.name) {
            foreign.entry(it.module).or_default().insert(it.name);
        }
    }
    let template = || parsed!(ItemUse: use name;);
    let foreign = foreign.into_iter().rev().map(|(module, names)| {
        let module = module.iter().map(|part| fixed(part));
        syntax::uses(template(), module, names.into_iter().map(fixed))
    });
    let named = (!used.named.is_empty()).then(|| {
        let names = used.named.into_iter().map(ident);
        syntax::uses(template(), iter::once(fixed("super")), names)
    });
    foreign.chain(named).collect()
}

/// What the types of a module name.
#[derive(Default)]
struct Used<'a> {
    named: BTreeSet<&'a Name>,
    foreign: Vec<Foreign>,
}

impl<'a> Used<'a> {
    fn item(&mut self, item: &'a Item) {
        match &item.kind {
            ItemKind::Struct(it) => {
                for field in &it.fields {
                    self.ty(&field.ty);
                }
                match &it.rest.kind {
                    RestKind::Raw => self.foreign.push(EXTRA),
                    RestKind::Closed => {}
                    RestKind::Typed(ty) => {
                        self.foreign.push(MAP);
                        self.ty(ty);
                    }
                }
            }
            ItemKind::LiteralEnum(it) => {
                if it.other.is_some() {
                    self.foreign.push(JSON);
                }
            }
            ItemKind::Union(it) => {
                for branch in &it.branches {
                    self.ty(&branch.ty);
                }
                if it.other.is_some() {
                    self.foreign.push(JSON);
                }
            }
            ItemKind::Tuple(it) => {
                for item in &it.items {
                    self.ty(&item.ty);
                }
                if let Some((_, ty)) = &it.rest {
                    self.ty(ty);
                }
            }
            ItemKind::Newtype(ty) | ItemKind::Alias(ty) => self.ty(ty),
            ItemKind::StringEnum(_) | ItemKind::Constant(_) | ItemKind::Never => {}
        }
    }

    fn ty(&mut self, mut ty: &'a Type) {
        loop {
            ty = match ty {
                Type::Bool | Type::String | Type::Null => return,
                Type::Integer(integer) => return self.foreign.push(integer_type(*integer)),
                Type::Number => return self.foreign.push(NUMBER),
                Type::Formatted(format) => {
                    return self.foreign.extend([FORMATTED, format_type(*format)]);
                }
                Type::Secret => return self.foreign.push(SECRET),
                Type::Json => return self.foreign.push(JSON),
                Type::Named(name) => {
                    self.named.insert(name);
                    return;
                }
                Type::Box(inner) | Type::Vec(inner) => inner,
                Type::Nullable(inner) => {
                    self.foreign.push(NULLABLE);
                    inner
                }
                Type::TextOr(inner) => {
                    self.foreign.push(TEXT_OR);
                    inner
                }
                Type::Map(inner) => {
                    self.foreign.push(MAP);
                    inner
                }
            };
        }
    }
}
