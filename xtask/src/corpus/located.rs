//! Which generated type stands for a place of the document: shapes of a crate and a JSON pointer
//! in, a type as Rust out.

use std::collections::HashMap;

use asyncapi_codegen::ir::{Crate, Integer, Item, ItemKind, RestKind, Struct, Type};
use asyncapi_parser::pointer;

/// The types of a crate by place and by name.
pub struct Located<'a> {
    by_pointer: HashMap<&'a str, &'a Item>,
    by_name: HashMap<&'a str, &'a Item>,
}

impl<'a> Located<'a> {
    /// Indexes the types of a crate.
    pub fn new(krate: &'a Crate) -> Self {
        let items = || krate.modules.iter().flat_map(|module| &module.items);
        // Of several items for one place, the first is what the place is, the others are parts of it.
        let mut by_pointer = HashMap::new();
        for item in items() {
            by_pointer.entry(item.pointer.as_str()).or_insert(item);
        }
        Self {
            by_pointer,
            by_name: items().map(|item| (item.name.as_str(), item)).collect(),
        }
    }

    /// The type of the values that the schema at a pointer describes. None where no type of its own
    /// stands for them, as for the branches of a union.
    pub fn at(&self, schema: &str) -> Option<Type> {
        let mut outer = schema;
        let item = loop {
            if let Some(item) = self.by_pointer.get(outer) {
                break item;
            }
            outer = outer.rsplit_once('/')?.0;
        };
        let steps = pointer::parse(schema.strip_prefix(outer)?).ok()?;
        let mut steps = steps.iter().map(String::as_str);
        let mut at = Type::Named(item.name.clone());
        while let Some(step) = steps.next() {
            at = self.step(at, step, &mut steps)?;
        }
        Some(at)
    }

    /// The type behind one keyword, and the key or index behind that.
    fn step<'s>(
        &self,
        from: Type,
        step: &str,
        rest: &mut impl Iterator<Item = &'s str>,
    ) -> Option<Type> {
        match (from, step) {
            (Type::Box(inner) | Type::Nullable(inner), _) => self.step(*inner, step, rest),
            (Type::Vec(inner), "items") | (Type::Map(inner), "additionalProperties") => {
                Some(*inner)
            }
            (Type::Named(name), _) => match &self.by_name.get(name.as_str())?.kind {
                ItemKind::Alias(inner) | ItemKind::Newtype(inner) => {
                    self.step(inner.clone(), step, rest)
                }
                ItemKind::Struct(shape) if step == "properties" => member(shape, rest.next()?),
                ItemKind::Struct(shape) if step == "additionalProperties" => match &shape.rest.kind
                {
                    RestKind::Typed(inner) => Some(inner.clone()),
                    RestKind::Raw | RestKind::Closed => None,
                },
                ItemKind::Struct(_)
                | ItemKind::StringEnum(_)
                | ItemKind::LiteralEnum(_)
                | ItemKind::Constant(_)
                | ItemKind::Union(_)
                | ItemKind::Tuple(_)
                | ItemKind::Never => None,
            },
            _ => None,
        }
    }
}

fn member(shape: &Struct, wire: &str) -> Option<Type> {
    let field = shape.fields.iter().find(|field| field.wire == wire)?;
    Some(field.ty.clone())
}

/// A type as it is written where the crate's own types are in scope, and may hide others.
pub fn written(ty: &Type) -> String {
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::Integer(integer) => match integer {
            Integer::I8 => "i8",
            Integer::I16 => "i16",
            Integer::I32 => "i32",
            Integer::I64 => "i64",
            Integer::U8 => "u8",
            Integer::U16 => "u16",
            Integer::U32 => "u32",
            Integer::U64 => "u64",
            Integer::Any => "::asyncapi_runtime::Integer",
        }
        .to_owned(),
        Type::Number => "::asyncapi_runtime::Number".to_owned(),
        Type::String => "::std::string::String".to_owned(),
        Type::Formatted(_) => "::asyncapi_runtime::Formatted<::std::string::String>".to_owned(),
        Type::Secret => "::asyncapi_runtime::Secret".to_owned(),
        Type::Json => "::asyncapi_runtime::Json".to_owned(),
        Type::Null => "()".to_owned(),
        Type::Named(name) => name.as_str().to_owned(),
        Type::Box(inner) => format!("::std::boxed::Box<{}>", written(inner)),
        Type::Nullable(inner) => format!("::asyncapi_runtime::Nullable<{}>", written(inner)),
        Type::TextOr(inner) => format!("::asyncapi_runtime::TextOr<{}>", written(inner)),
        Type::Vec(inner) => format!("::std::vec::Vec<{}>", written(inner)),
        Type::Map(inner) => {
            format!(
                "::std::collections::BTreeMap<::std::string::String, {}>",
                written(inner)
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use asyncapi_codegen::generate::shapes;
    use asyncapi_parser::load::Limits;
    use asyncapi_parser::source::Files;

    use super::*;
    use crate::corpus::attempt::input;

    const DOCUMENT: &str = "
asyncapi: 3.0.0
info: {title: Acme, version: '1'}
channels:
  orders:
    messages:
      created: {payload: {$ref: '#/components/schemas/Order'}}
components:
  schemas:
    Order:
      type: object
      properties:
        id: {type: integer}
        a/b: {type: [string, 'null']}
        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
        prices: {type: object, additionalProperties: {type: number}}
        buyer: {type: object, properties: {name: {type: string}}}
        any: {}
    Line: {type: object, additionalProperties: {type: boolean}, properties: {sku: {type: string}}}
    Unused: {type: string}
";

    struct Text;

    impl Files for Text {
        fn read(&self, _: &str) -> Result<Vec<u8>, String> {
            Ok(DOCUMENT.into())
        }

        fn shown(&self, path: &str) -> String {
            path.to_owned()
        }
    }

    #[test]
    fn every_schema_of_a_payload_has_its_type() {
        let limits = Limits::default();
        let shapes = shapes(&input("asyncapi.yaml", &Text, &limits))
            .shapes
            .unwrap();
        let located = Located::new(&shapes);
        let check = |pointer: &str, expected: Option<&str>| {
            let pointer = format!("/components/schemas/{pointer}");
            assert_eq!(
                located.at(&pointer).map(|ty| written(&ty)).as_deref(),
                expected,
                "{pointer}"
            );
        };
        check("Order", Some("Order"));
        check("Order/properties/id", Some("i64"));
        check(
            "Order/properties/a~1b",
            Some("::asyncapi_runtime::Nullable<::std::string::String>"),
        );
        check("Order/properties/lines", Some("::std::vec::Vec<Line>"));
        check("Order/properties/lines/items", Some("Line"));
        check("Line/properties/sku", Some("::std::string::String"));
        check("Line/additionalProperties", Some("bool"));
        let prices =
            "::std::collections::BTreeMap<::std::string::String, ::asyncapi_runtime::Number>";
        check("Order/properties/prices", Some(prices));
        check(
            "Order/properties/prices/additionalProperties",
            Some("::asyncapi_runtime::Number"),
        );
        check(
            "Order/properties/buyer/properties/name",
            Some("::std::string::String"),
        );
        check("Order/properties/any", Some("::asyncapi_runtime::Json"));
        check("Order/properties/none", None);
        check("Order/items", None);
        check("Nowhere", None);
    }
}
