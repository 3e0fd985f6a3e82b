//! Objects: fields, or a map where none is declared.

use std::collections::HashSet;

use asyncapi_parser::model::{ObjectKeywords, SchemaId, SchemaKind};

use super::{Field, Rest, Shape, Shapes, Struct, Use};

/// What is said of members that are not declared.
enum Undeclared {
    /// Nothing.
    Free,
    /// There are none.
    None,
    /// Their type, whatever their names are.
    Typed(SchemaId),
}

impl Shapes<'_> {
    pub(super) fn object(&self, object: &ObjectKeywords) -> Shape {
        let ObjectKeywords {
            properties,
            required,
            additional: _,
            patterns: _,
            min_properties: _,
            max_properties: _,
        } = object;
        let undeclared = self.undeclared(object);
        if properties.is_empty() && required.is_empty() {
            return match undeclared {
                Undeclared::Free => Shape::Map(Use::shape(Shape::Json)),
                Undeclared::Typed(id) => Shape::Map(Use::Schema(id)),
                Undeclared::None => Shape::Struct(Struct {
                    fields: Vec::new(),
                    rest: Rest::Closed,
                }),
            };
        }
        let names: HashSet<&str> = required.iter().map(|entry| entry.name.as_str()).collect();
        let mut declared = HashSet::new();
        let mut fields: Vec<Field> = properties
            .iter()
            .map(|property| {
                declared.insert(property.name.as_str());
                Field {
                    wire: property.name.to_string(),
                    docs: Some(property.schema),
                    required: names.contains(property.name.as_str()),
                    of: Use::Schema(property.schema),
                }
            })
            .collect();
        let rest = match undeclared {
            Undeclared::Free => Rest::Raw,
            Undeclared::None => Rest::Closed,
            Undeclared::Typed(id) => Rest::Typed(id),
        };
        let undeclared = required.iter().filter(|entry| declared.insert(&entry.name));
        fields.extend(undeclared.map(|entry| Field {
            wire: entry.name.to_string(),
            docs: None,
            required: true,
            of: match &rest {
                Rest::Raw | Rest::Closed => Use::shape(Shape::Json),
                Rest::Typed(id) => Use::Schema(*id),
            },
        }));
        Shape::Struct(Struct { fields, rest })
    }

    /// `additionalProperties` together with `patternProperties`. Patterns are not executed: they
    /// say something only where one schema holds for every name.
    fn undeclared(&self, object: &ObjectKeywords) -> Undeclared {
        let kind = |id: SchemaId| &self.schema(self.end(id)).kind;
        match (object.additional, object.patterns.as_slice()) {
            (None, [(pattern, id)]) if matches_all(pattern) => Undeclared::Typed(*id),
            (None, _) => Undeclared::Free,
            (Some(additional), patterns) => match (kind(additional), patterns) {
                (SchemaKind::Never, []) => Undeclared::None,
                (SchemaKind::Never, [(_, id)]) => Undeclared::Typed(*id),
                (SchemaKind::Ref(_) | SchemaKind::Keywords(_), []) => Undeclared::Typed(additional),
                (
                    SchemaKind::Any
                    | SchemaKind::Never
                    | SchemaKind::Ref(_)
                    | SchemaKind::Keywords(_),
                    _,
                ) => Undeclared::Free,
            },
        }
    }
}

fn matches_all(pattern: &str) -> bool {
    let inner = pattern.strip_prefix('^').unwrap_or(pattern);
    matches!(inner.strip_suffix('$').unwrap_or(inner), "" | ".*" | ".+")
}
