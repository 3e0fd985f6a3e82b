//! One document, and changes of it.

use asyncapi_codegen::diff::Level::{self, Additive, Breaking, Documentation};

/// A document before and after a change.
pub struct Pair {
    pub name: &'static str,
    /// What makes the old document from [`DOCUMENT`], where that is not it.
    pub before: Edits,
    /// What makes the new document from the old one.
    pub edits: Edits,
    /// More of the configuration, before and after.
    pub configs: (&'static str, &'static str),
    /// What the change means; `None` where there is none.
    pub level: Option<Level>,
}

/// Texts that are replaced by others.
type Edits = &'static [(&'static str, &'static str)];

pub const CONFIG: &str = "events: {tag: /event, value: message-name}\n";

pub const DOCUMENT: &str = "\
asyncapi: 3.0.0
info: {title: Acme, version: '1'}
channels:
  orders:
    address: orders
    messages:
      created: {name: order.created, payload: {$ref: '#/components/schemas/Order'}}
      canceled: {name: order.canceled, payload: {$ref: '#/components/schemas/Cancel'}}
components:
  schemas:
    Order:
      description: An order.
      type: object
      required: [event, id]
      properties:
        event: {type: string}
        id: {type: string}
        amount: {type: number}
        count: {type: integer}
        state: {$ref: '#/components/schemas/State'}
        labels: {$ref: '#/components/schemas/Labels'}
        customer: {$ref: '#/components/schemas/Customer'}
        price: {$ref: '#/components/schemas/Price'}
        pair: {$ref: '#/components/schemas/Pair'}
    Cancel:
      type: object
      required: [event]
      properties:
        event: {type: string}
        reason: {type: string, enum: [late, wrong]}
    State: {type: string, enum: [open, shipped]}
    Level: {enum: [1, 2, high]}
    Labels: {type: array, items: {type: string}}
    Customer:
      type: object
      additionalProperties: {type: integer}
      properties: {name: {type: string}}
    Price:
      oneOf:
      - {type: string}
      - {type: object, title: Money, properties: {value: {type: string}}}
    Pair: {type: array, items: [{type: string}, {type: integer}], minItems: 2}
    Note: {type: object, properties: {text: {type: string}}}
";

/// The channels of [`DOCUMENT`].
const EVENTS: &str = "\
channels:
  orders:
    address: orders
    messages:
      created: {name: order.created, payload: {$ref: '#/components/schemas/Order'}}
      canceled: {name: order.canceled, payload: {$ref: '#/components/schemas/Cancel'}}
";

const WITHOUT_EVENTS: Edits = &[(EVENTS, "channels: {}\n")];

const EACH_KIND: &str = "    Struct: {type: object, properties: {a: {type: string}}}
    Strings: {type: string, enum: [a, b]}
    Values: {enum: [1, a]}
    Constant: {const: a}
    Union: {oneOf: [{type: boolean}, {type: integer}]}
    Tuple: {type: array, items: [{type: string}]}
    Newtype: {type: array, items: {$ref: '#/components/schemas/Newtype'}}
    Alias: {type: string}
    Never: false
    Note:";

const EACH_TYPE: &str = "    Types:
      type: object
      properties:
        i8: {type: integer, format: int8}
        i16: {type: integer, format: int16}
        i64: {type: integer, format: int64}
        u8: {type: integer, format: uint8}
        u16: {type: integer, format: uint16}
        u32: {type: integer, format: uint32}
        u64: {type: integer, format: uint64}
        any: {type: integer, minimum: 0, maximum: 18446744073709551616}
        json: {}
        none: {type: 'null'}
        nullable: {type: [string, 'null']}
        text: {type: [string, array]}
        map: {type: object, additionalProperties: {type: string}}
        types: {$ref: '#/components/schemas/Types'}
    Note:";

const EACH_TYPE_A_BOOLEAN: Edits = &[
    ("{type: integer, format: int8}", "{type: boolean}"),
    ("{type: integer, format: int16}", "{type: boolean}"),
    ("{type: integer, format: int64}", "{type: boolean}"),
    ("{type: integer, format: uint8}", "{type: boolean}"),
    ("{type: integer, format: uint16}", "{type: boolean}"),
    ("{type: integer, format: uint32}", "{type: boolean}"),
    ("{type: integer, format: uint64}", "{type: boolean}"),
    (
        "{type: integer, minimum: 0, maximum: 18446744073709551616}",
        "{type: boolean}",
    ),
    ("json: {}", "json: {type: boolean}"),
    ("{type: 'null'}", "{type: boolean}"),
    ("{type: [string, 'null']}", "{type: boolean}"),
    ("{type: [string, array]}", "{type: boolean}"),
    (
        "{type: object, additionalProperties: {type: string}}",
        "{type: boolean}",
    ),
    (
        "types: {$ref: '#/components/schemas/Types'}",
        "types: {type: boolean}",
    ),
];

const fn pair(name: &'static str, level: Option<Level>, edits: Edits) -> Pair {
    Pair {
        name,
        before: &[],
        edits,
        configs: ("", ""),
        level,
    }
}

pub const PAIRS: &[Pair] = &[
    pair("nothing", None, &[]),
    pair(
        "the order of properties and of values",
        None,
        &[
            (
                "        amount: {type: number}\n        count: {type: integer}\n",
                "        count: {type: integer}\n        amount: {type: number}\n",
            ),
            ("[open, shipped]", "[shipped, open]"),
        ],
    ),
    pair(
        "a description",
        Some(Documentation),
        &[("An order.", "A purchase.")],
    ),
    pair(
        "a title",
        Some(Documentation),
        &[("title: Acme", "title: Acme Inc")],
    ),
    pair(
        "an event added",
        Some(Additive),
        &[(
            "      canceled:",
            "      shipped: {name: order.shipped, payload: {$ref: '#/components/schemas/Order'}}\n      canceled:",
        )],
    ),
    pair(
        "an event removed",
        Some(Breaking),
        &[(
            "      canceled: {name: order.canceled, payload: {$ref: '#/components/schemas/Cancel'}}\n",
            "",
        )],
    ),
    pair(
        "an event with another payload",
        Some(Breaking),
        &[(
            "name: order.canceled, payload: {$ref: '#/components/schemas/Cancel'}",
            "name: order.canceled, payload: {$ref: '#/components/schemas/Order'}",
        )],
    ),
    pair(
        "an enum value added",
        Some(Additive),
        &[("[open, shipped]", "[open, shipped, lost]")],
    ),
    pair(
        "an enum value removed",
        Some(Breaking),
        &[("[open, shipped]", "[open]")],
    ),
    pair(
        "another kind of value",
        Some(Breaking),
        &[("[1, 2, high]", "[1, 3, high]")],
    ),
    pair(
        "an optional field added",
        Some(Additive),
        &[(
            "        id: {type: string}\n",
            "        id: {type: string}\n        paid: {type: boolean}\n",
        )],
    ),
    pair(
        "a required field added",
        Some(Additive),
        &[
            (
                "        id: {type: string}\n",
                "        id: {type: string}\n        paid: {type: boolean}\n",
            ),
            ("[event, id]", "[event, id, paid]"),
        ],
    ),
    pair(
        "a field removed",
        Some(Breaking),
        &[("        amount: {type: number}\n", "")],
    ),
    pair("a field renamed", Some(Breaking), &[("amount:", "total:")]),
    pair(
        "a field written otherwise",
        Some(Documentation),
        &[("amount:", "Amount:")],
    ),
    pair(
        "a field of another type",
        Some(Breaking),
        &[("count: {type: integer}", "count: {type: string}")],
    ),
    pair(
        "an integer of another size",
        Some(Breaking),
        &[(
            "count: {type: integer}",
            "count: {type: integer, format: int32}",
        )],
    ),
    pair(
        "an optional field required",
        Some(Breaking),
        &[("[event, id]", "[event, id, amount]")],
    ),
    pair(
        "a required field optional",
        Some(Breaking),
        &[("[event, id]", "[event]")],
    ),
    pair(
        "a field made nullable",
        Some(Breaking),
        &[("id: {type: string}", "id: {type: [string, 'null']}")],
    ),
    pair(
        "a field deprecated",
        Some(Additive),
        &[(
            "amount: {type: number}",
            "amount: {type: number, deprecated: true}",
        )],
    ),
    Pair {
        before: &[(
            "amount: {type: number}",
            "amount: {type: number, deprecated: true}",
        )],
        ..pair(
            "a field deprecated no more",
            Some(Documentation),
            &[(", deprecated: true", "")],
        )
    },
    Pair {
        before: &[(
            "        amount: {type: number}\n",
            "        amount: {type: number}\n        Amount: {type: number}\n",
        )],
        ..pair(
            "a field that takes the name of another",
            Some(Breaking),
            &[("        amount: {type: number}\n", "")],
        )
    },
    pair(
        "a schema added",
        Some(Additive),
        &[("    Note:", "    Remark: {type: object}\n    Note:")],
    ),
    pair(
        "a schema of each kind added",
        Some(Additive),
        &[("    Note:", EACH_KIND)],
    ),
    pair(
        "a schema removed",
        Some(Breaking),
        &[(
            "    Note: {type: object, properties: {text: {type: string}}}\n",
            "",
        )],
    ),
    pair(
        "a schema renamed",
        Some(Breaking),
        &[("Customer", "Client")],
    ),
    Pair {
        configs: ("", "names: {/components/schemas/Customer: Client}\n"),
        ..pair("a type renamed", Some(Breaking), &[])
    },
    pair(
        "a schema of another kind",
        Some(Breaking),
        &[("Level: {enum: [1, 2, high]}", "Level: {type: object}")],
    ),
    pair(
        "an array of other items",
        Some(Breaking),
        &[(
            "Labels: {type: array, items: {type: string}}",
            "Labels: {type: array, items: {type: integer}}",
        )],
    ),
    pair(
        "a name of an array left out",
        Some(Breaking),
        &[
            ("    Labels: {type: array, items: {type: string}}\n", ""),
            (
                "labels: {$ref: '#/components/schemas/Labels'}",
                "labels: {type: array, items: {type: string}}",
            ),
        ],
    ),
    pair(
        "a name of an array put in",
        Some(Additive),
        &[
            (
                "    Labels:",
                "    Texts: {type: array, items: {type: string}}\n    Labels:",
            ),
            (
                "Labels: {type: array, items: {type: string}}",
                "Labels: {$ref: '#/components/schemas/Texts'}",
            ),
        ],
    ),
    Pair {
        before: &[("    Note:", "    Kind: {const: order}\n    Note:")],
        ..pair(
            "a constant of another value",
            Some(Documentation),
            &[("const: order", "const: purchase")],
        )
    },
    Pair {
        before: &[("    Note:", EACH_TYPE)],
        ..pair(
            "a field of each type made a boolean",
            Some(Breaking),
            EACH_TYPE_A_BOOLEAN,
        )
    },
    pair(
        "a schema closed",
        Some(Breaking),
        &[(
            "properties: {text:",
            "additionalProperties: false, properties: {text:",
        )],
    ),
    Pair {
        before: &[(
            "properties: {text:",
            "additionalProperties: false, properties: {text:",
        )],
        ..pair(
            "a schema opened",
            Some(Additive),
            &[("additionalProperties: false, ", "")],
        )
    },
    pair(
        "other members of another type",
        Some(Breaking),
        &[(
            "additionalProperties: {type: integer}",
            "additionalProperties: {type: string}",
        )],
    ),
    pair(
        "a branch added",
        Some(Additive),
        &[(
            "      - {type: string}\n",
            "      - {type: string}\n      - {type: integer}\n",
        )],
    ),
    pair(
        "a branch removed",
        Some(Breaking),
        &[("      - {type: string}\n", "      - {type: integer}\n")],
    ),
    pair(
        "a tuple of one more",
        Some(Additive),
        &[(
            "{type: integer}], minItems: 2",
            "{type: integer}, {type: boolean}], minItems: 2",
        )],
    ),
    Pair {
        configs: ("", "enums: closed\n"),
        ..pair("enums closed", Some(Breaking), &[])
    },
    Pair {
        configs: ("enums: closed\n", ""),
        ..pair("enums opened", Some(Breaking), &[])
    },
    pair(
        "a type that hides one of the runtime",
        Some(Breaking),
        &[("    Note:", "    Json: {type: object}\n    Note:")],
    ),
    Pair {
        configs: ("", "package: acme-hooks\n"),
        ..pair("another package", Some(Breaking), &[])
    },
    Pair {
        configs: ("", "events: {told-by: channel}\n"),
        ..pair("events told by the caller", Some(Breaking), &[])
    },
    Pair {
        configs: (
            "",
            "events: {tag: /event, value: message-name, batch: true}\n",
        ),
        ..pair("events in batches", Some(Additive), &[])
    },
    Pair {
        configs: (
            "events: {batch: true, told-by: channel}\n",
            "events: {told-by: channel}\n",
        ),
        ..pair("events of the caller not in batches", Some(Breaking), &[])
    },
    Pair {
        before: WITHOUT_EVENTS,
        configs: ("events: {told-by: channel}\n", ""),
        ..pair(
            "the first events",
            Some(Additive),
            &[("channels: {}\n", EVENTS)],
        )
    },
    Pair {
        configs: ("", "events: {told-by: channel}\n"),
        ..pair("no events any more", Some(Breaking), WITHOUT_EVENTS)
    },
    Pair {
        before: &[(
            "canceled: {name: order.canceled, payload: {$ref: '#/components/schemas/Cancel'}}",
            "canceled: {name: order.canceled, schemaFormat: application/protobuf, payload: message}",
        )],
        ..pair(
            "an event that is not JSON described",
            Some(Documentation),
            &[("schemaFormat:", "summary: Canceled., schemaFormat:")],
        )
    },
    Pair {
        configs: ("", "events: {tag: /event, value: message-key}\n"),
        ..pair("events of other names", Some(Breaking), &[])
    },
];
