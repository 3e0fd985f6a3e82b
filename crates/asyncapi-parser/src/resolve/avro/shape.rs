//! What Avro's types allow, in the keywords of the model (Avro 1.12, "Primitive Types" and "Complex
//! Types").

use crate::model::{
    ArrayKeywords, Keywords, Literal, ObjectKeywords, SchemaId, StringBounds, Types,
};

/// The names of the primitive types.
pub(super) const PRIMITIVES: [&str; 8] = [
    "null", "boolean", "int", "long", "float", "double", "bytes", "string",
];

/// The keywords of a primitive type.
pub(super) fn primitive(name: &str) -> Option<Keywords> {
    let none = Types::default();
    let (types, format) = match name {
        "null" => (Types { null: true, ..none }, None),
        "boolean" => (
            Types {
                boolean: true,
                ..none
            },
            None,
        ),
        "int" => (
            Types {
                integer: true,
                ..none
            },
            Some("int32"),
        ),
        "long" => (
            Types {
                integer: true,
                ..none
            },
            Some("int64"),
        ),
        "float" => (
            Types {
                number: true,
                ..none
            },
            Some("float"),
        ),
        "double" => (
            Types {
                number: true,
                ..none
            },
            Some("double"),
        ),
        // Bytes are text of the characters U+0000 to U+00FF ("JSON Encoding").
        "bytes" | "string" => (
            Types {
                string: true,
                ..none
            },
            None,
        ),
        _ => return None,
    };
    Some(Keywords {
        types: Some(types),
        format: format.map(Box::from),
        ..Keywords::default()
    })
}

/// One set of types for a union of primitive types, if no two say different things of numbers.
pub(super) fn joined(branches: &[Keywords]) -> Option<Keywords> {
    let mut all = Keywords::default();
    let mut types = Types::default();
    for branch in branches {
        let one = branch.types?;
        if all.format.is_some() && branch.format.is_some() {
            return None;
        }
        types = Types {
            null: types.null || one.null,
            boolean: types.boolean || one.boolean,
            integer: types.integer || one.integer,
            number: types.number || one.number,
            string: types.string || one.string,
            array: false,
            object: false,
        };
        all.format = all.format.or_else(|| branch.format.clone());
    }
    all.types = Some(types).filter(|types| *types != Types::default());
    Some(all)
}

pub(super) fn record(members: ObjectKeywords) -> Keywords {
    let types = Some(Types {
        object: true,
        ..Types::default()
    });
    Keywords {
        types,
        object: members.into(),
        ..Keywords::default()
    }
}

pub(super) fn enumeration(symbols: Vec<Literal>) -> Keywords {
    let types = Some(Types {
        string: true,
        ..Types::default()
    });
    Keywords {
        types,
        enumeration: Some(symbols),
        ..Keywords::default()
    }
}

pub(super) fn array(items: Option<SchemaId>) -> Keywords {
    let types = Some(Types {
        array: true,
        ..Types::default()
    });
    let array = ArrayKeywords {
        items,
        ..ArrayKeywords::default()
    };
    Keywords {
        types,
        array: array.into(),
        ..Keywords::default()
    }
}

pub(super) fn map(values: Option<SchemaId>) -> Keywords {
    let object = ObjectKeywords {
        additional: values,
        ..ObjectKeywords::default()
    };
    record(object)
}

pub(super) fn fixed(size: Option<u64>) -> Keywords {
    let string = StringBounds {
        min_length: size,
        max_length: size,
        patterns: Vec::new(),
    };
    let types = Some(Types {
        string: true,
        ..Types::default()
    });
    Keywords {
        types,
        string: string.into(),
        ..Keywords::default()
    }
}
