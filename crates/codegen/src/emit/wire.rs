//! The files of wire code: decoding and encoding of each type, and the parts of it that all kinds
//! of types share.
//!
//! What a file declares itself ends in `Slots`, and the types of the crate are reached through
//! `types`, so that nothing of the document can shadow a name here.

use quote::ToTokens;
use syn::{Block, Expr, ImplItem, ImplItemFn, Item as Syntax, ItemImpl, ItemMacro, Path};

use super::ident::{fixed, ident};
use super::syntax::{self, function, implementation, parsed, path, path_type, qualified};
use super::ty::Place;
use super::{
    Root, constant, format, header, literal_enum, never, newtype, string_enum, structs, tuple,
    union,
};
use crate::generate::File;
use crate::ir::{Crate, Item, ItemKind, Module, Type};

/// The module that holds the modules of wire code; `None` if there are none.
pub(super) fn root(krate: &Crate) -> Option<File> {
    let coded = krate
        .modules
        .iter()
        .filter(|module| module.items.iter().any(has_code));
    let modules: Vec<Syntax> = coded
        .map(|module| syntax::module(ident(&module.name)))
        .collect();
    (!modules.is_empty()).then(|| File {
        path: "src/wire.rs".to_owned(),
        contents: format!("{}\n{}", header::rust(krate), format::items(modules)),
    })
}

/// The wire code of a module; `None` if none of its types needs any.
pub(super) fn file(krate: &Crate, module: &Module, root: Root) -> Option<File> {
    if !module.items.iter().any(has_code) {
        return None;
    }
    let mut contents = header::schema(krate, &module.pointer);
    contents.push_str("\nuse asyncapi_runtime::prelude::*;\n\n");
    contents.push_str(match root {
        Root::Crate => "use crate::types;\n",
        Root::Module => "use super::super::types;\n",
    });
    for item in module.items.iter().filter(|item| has_code(item)) {
        contents.push('\n');
        contents.push_str(&format::items(code(item)));
    }
    Some(File {
        path: format!("src/wire/{}.rs", module.name.as_str()),
        contents,
    })
}

/// Whether a type is one of its own and not another name.
pub(super) fn has_code(item: &Item) -> bool {
    !matches!(item.kind, ItemKind::Alias(_))
}

fn code(item: &Item) -> Vec<Syntax> {
    match &item.kind {
        ItemKind::Struct(it) => structs::wire(item, it),
        ItemKind::StringEnum(it) => string_enum::wire(item, it),
        ItemKind::LiteralEnum(it) => literal_enum::wire(item, it),
        ItemKind::Constant(value) => constant::wire(item, value),
        ItemKind::Union(it) => union::wire(item, it),
        ItemKind::Tuple(it) => tuple::wire(item, it),
        ItemKind::Newtype(ty) => newtype::wire(item, ty),
        ItemKind::Alias(_) => Vec::new(),
        ItemKind::Never => never::wire(item),
    }
}

/// The shape of a type, as other shapes refer to it.
pub(super) fn shape_of(ty: &Type) -> Expr {
    qualified(Place::Wire.ty(ty), parsed!(Path: Wire::shape))
}

/// A type, as wire code names it.
pub(super) fn target(item: &Item) -> syn::Type {
    path_type(path([fixed("types"), ident(&item.name)], false))
}

/// The bodies of the three functions that make a type a type on the wire.
pub(super) struct Code {
    /// The declared shape.
    pub(super) shape: Block,
    /// Decodes a value from `deserializer`.
    pub(super) decode: Block,
    /// Encodes `self` to `output`.
    pub(super) encode: Block,
}

/// The implementations that every type has.
pub(super) fn impls(item: &Item, code: Code) -> [Syntax; 2] {
    let wire = implement(target(item), code, []);
    [wire, invoke(parsed!(ItemMacro: serde!();), item)]
}

/// `impl Wire`, with more members than every type has.
pub(super) fn implement(
    target: syn::Type,
    code: Code,
    more: impl IntoIterator<Item = ImplItem>,
) -> Syntax {
    let shape = function(
        parsed!(ImplItemFn: fn shape() -> &'static Shape {}),
        code.shape,
    );
    let decode = function(
        parsed! { ImplItemFn:
            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {}
        },
        code.decode,
    );
    let encode = function(
        parsed!(ImplItemFn: fn encode(&self, output: &mut dyn Output) {}),
        code.encode,
    );
    let members = [shape, decode, encode].into_iter().chain(more);
    implementation(parsed!(ItemImpl: impl Wire for () {}), target, members)
}

/// A macro of the runtime that implements for a type what is the same for all of its kind.
pub(super) fn invoke(mut template: ItemMacro, item: &Item) -> Syntax {
    let tokens = target(item).into_token_stream();
    template.mac.tokens = tokens.into_iter().chain(template.mac.tokens).collect();
    Syntax::Macro(template)
}

/// `impl Serialize`.
pub(super) fn serialize(target: syn::Type, body: Block) -> Syntax {
    let serialize = function(
        parsed! { ImplItemFn:
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {}
        },
        body,
    );
    implementation(
        parsed!(ItemImpl: impl Serialize for () {}),
        target,
        [serialize],
    )
}
