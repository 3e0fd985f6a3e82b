//! An app that names every type, field, variant and function of a crate, called `acme`.

use std::fmt::Write;

use asyncapi_codegen::ir::{Crate, Format, Integer, Item, ItemKind, RestKind, Type};
use asyncapi_codegen::names::Name;

/// The text of its library.
pub fn consumer(krate: &Crate) -> String {
    let mut out = String::from("#![allow(warnings)]\n");
    out.push_str("fn copy<T: Copy>() {}\nfn eq<T: Eq>() {}\nfn all<T: Clone + PartialEq>() {}\n");
    out.push_str("pub use acme::runtime;\n");
    out.push_str("pub fn received(json: acme::Json) -> acme::runtime::Json { json }\n");
    let items = krate.modules.iter().flat_map(|module| &module.items);
    for (index, item) in items.enumerate() {
        use_item(&mut out, index, item);
    }
    if let Some(events) = &krate.events {
        out.push_str("pub fn event(body: &[u8], event: &acme::Event) {\nmatch event {\n");
        for event in &events.variants {
            let payload = ty(&event.payload);
            let name = event.name.as_str();
            let _ = writeln!(
                out,
                "acme::Event::{name}(it) => {{ let _: &{payload} = &*it; }}"
            );
        }
        let _ = writeln!(
            out,
            "acme::Event::{}(_) => {{}}\n_ => {{}}\n}}",
            events.unknown.as_str()
        );
        if events.by_body.is_some() {
            out.push_str(
                "let _ = acme::Event::decode(body);\nlet _ = acme::Event::from_json(body);\n",
            );
        }
        if events.by_caller {
            for event in &events.variants {
                let function = event.function.as_str();
                let _ = writeln!(out, "let _ = acme::Event::decode_{function}(body);");
                let _ = writeln!(out, "let _ = acme::Event::from_json_{function}(body);");
                if events.batch {
                    let _ = writeln!(out, "let _ = acme::Event::decode_batch_{function}(body);");
                }
            }
        }
        out.push_str("let _ = (acme::Event::NAMES, event.name());\n}\n");
    }
    out
}

fn use_item(out: &mut String, index: usize, item: &Item) {
    let name = format!("acme::{}", item.name.as_str());
    let _ = writeln!(out, "pub fn item{index}(it: &{name}) {{\nall::<{name}>();");
    let field = |out: &mut String, field: &str, ty: &str| {
        let _ = writeln!(out, "let _: &{ty} = &it.{field};");
    };
    let variant = |out: &mut String, variant: &Name, ty: Option<&str>| {
        let variant = variant.as_str();
        let _ = match ty {
            Some(ty) => writeln!(
                out,
                "if let {name}::{variant}(it) = it {{ let _: &{ty} = it; }}"
            ),
            None => writeln!(out, "if let {name}::{variant} = it {{}}"),
        };
    };
    match &item.kind {
        ItemKind::Struct(it) => {
            for part in &it.fields {
                field(out, part.name.as_str(), &optional(&part.ty, part.required));
            }
            match &it.rest.kind {
                RestKind::Raw => field(out, it.rest.name.as_str(), "runtime::Extra"),
                RestKind::Typed(inner) => field(out, it.rest.name.as_str(), &map(inner)),
                RestKind::Closed => {}
            }
        }
        ItemKind::StringEnum(it) => {
            for part in &it.variants {
                variant(out, &part.name, None);
            }
            match &it.other {
                Some(other) => {
                    variant(out, other, Some("Box<str>"));
                    let _ = writeln!(out, "let _: {name} = \"\".into();");
                }
                None => {
                    let _ = writeln!(out, "copy::<{name}>();\nlet _: &'static str = it.as_str();");
                }
            }
        }
        ItemKind::LiteralEnum(it) => {
            for part in &it.variants {
                variant(out, &part.name, None);
            }
            match &it.other {
                Some(other) => variant(out, other, Some("runtime::Json")),
                None => {
                    let _ = writeln!(out, "copy::<{name}>();");
                }
            }
        }
        ItemKind::Constant(_) => {
            let _ = writeln!(
                out,
                "let _ = {name};\nlet _: &str = {name}::VALUE;\ncopy::<{name}>();"
            );
        }
        ItemKind::Union(it) => {
            for part in &it.branches {
                variant(out, &part.name, Some(&ty(&part.ty)));
            }
            if let Some(other) = &it.other {
                variant(out, other, Some("runtime::Json"));
            }
        }
        ItemKind::Tuple(it) => {
            for part in &it.items {
                field(out, part.name.as_str(), &optional(&part.ty, part.required));
            }
            if let Some((rest, inner)) = &it.rest {
                field(out, rest.as_str(), &format!("Vec<{}>", ty(inner)));
            }
        }
        ItemKind::Newtype(inner) => field(out, "0", &ty(inner)),
        ItemKind::Alias(inner) => {
            let _ = writeln!(out, "let _: &{} = it;", ty(inner));
        }
        ItemKind::Never => out.push_str("match *it {}\n"),
    }
    out.push_str("}\n");
}

fn optional(inner: &Type, required: bool) -> String {
    if required {
        ty(inner)
    } else {
        format!("Option<{}>", ty(inner))
    }
}

fn map(inner: &Type) -> String {
    format!("std::collections::BTreeMap<String, {}>", ty(inner))
}

fn ty(it: &Type) -> String {
    match it {
        Type::Bool => "bool".to_owned(),
        Type::Integer(Integer::Any) => "runtime::Integer".to_owned(),
        Type::Integer(integer) => format!("{integer:?}").to_lowercase(),
        Type::Number => "runtime::Number".to_owned(),
        Type::String => "String".to_owned(),
        Type::Formatted(format) => {
            let module = match format {
                Format::Timestamp | Format::Span => "jiff",
                Format::Date | Format::Time => "jiff::civil",
                Format::Uuid | Format::Url => format.origin(),
            };
            format!("runtime::Formatted<runtime::{module}::{format:?}>")
        }
        Type::Secret => "runtime::Secret".to_owned(),
        Type::Json => "runtime::Json".to_owned(),
        Type::Null => "()".to_owned(),
        Type::Named(name) => format!("acme::{}", name.as_str()),
        Type::Box(inner) => format!("Box<{}>", ty(inner)),
        Type::Nullable(inner) => format!("runtime::Nullable<{}>", ty(inner)),
        Type::TextOr(inner) => format!("runtime::TextOr<{}>", ty(inner)),
        Type::Vec(inner) => format!("Vec<{}>", ty(inner)),
        Type::Map(inner) => map(inner),
    }
}
