//! A crate with everything that [`asyncapi_codegen::ir`] can say, as text of a hostile document
//! where there is text.

use asyncapi_codegen::ir::{
    Branch, ByBody, Crate, Delivery, Docs, Element, Encoding, Event, Events, Field, Format,
    Integer, Item, ItemKind, Key, Kind, Literal, LiteralEnum, Manifest, Member, Module, Opaque,
    Rest, RestKind, Rule, Sample, Scheme, StringEnum, Struct, Test, Then, Time, Tuple, Type, Union,
    UnionRule, Unit, Variant,
};
use asyncapi_codegen::names::{Name, Scope, Style};

/// How events are told apart.
#[derive(Clone, Copy)]
pub(crate) enum ToldBy {
    /// By the member `event`.
    Tag,
    /// By the caller.
    Caller,
    /// By the caller, the member `meta.type` and rules, in batches.
    Rules,
}

/// The crate, with events told apart in a way.
pub(crate) fn kitchen_sink(package: &str, told: ToldBy, manifest: Manifest) -> Crate {
    Crate {
        package: package.to_owned(),
        title: "The \"Kitchen\" <Sink> & Co.".to_owned(),
        docs: docs("All that there is.\n\n# Heading\n\nSee [the site](https://example.com/docs)."),
        document: "specs/kitchen-sink/asyncapi.yaml".to_owned(),
        command: "cargo xtask codegen".to_owned(),
        manifest,
        features: vec!["jiff", "url", "uuid"],
        modules: vec![
            module("order", order()),
            module("scalars", scalars()),
            module("formats", formats()),
            module("sets", sets()),
            module("unions", unions()),
            module("prose", prose()),
            module("shadows", shadows()),
            module(
                "only_alias",
                vec![item("Orders", ItemKind::Alias(vec_of(named("Order"))))],
            ),
        ],
        events: Some(events(told)),
        delivery: delivery(told),
        samples: samples(),
    }
}

fn samples() -> Vec<Sample> {
    let sample = |function, name: &str, body: &str, event: Option<&str>| Sample {
        function: value_name(function),
        name: name.to_owned(),
        body: body.to_owned(),
        event: event.map(ty_name),
    };
    let hostile = "{\r\n  \"event\": \"order.created\",\n\t\"number\": \"\\u0000 \u{202e} \"\n}\n";
    vec![
        sample("ping", "ping", "{\"event\":\"ping\"}", Some("Ping")),
        sample("order", "or\"der`", hostile, None),
        sample("all", "all", "[]", None),
    ]
}

fn delivery(told: ToldBy) -> Delivery {
    let path = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Delivery {
        scheme: Some(match told {
            ToldBy::Tag => Scheme::Hmac {
                header: "x-\"signature".to_owned(),
                encoding: Encoding::Base64,
                prefix: "sha\"256=".to_owned(),
            },
            ToldBy::Caller => Scheme::BodyToken {
                member: "to\"ken`".to_owned(),
            },
            ToldBy::Rules => Scheme::StandardWebhooks,
        }),
        keys: vec![
            Key::Members(vec![path(&["event"]), path(&["data", "i/d\"`"])]),
            Key::Body,
        ],
        times: vec![
            Time {
                path: path(&["at"]),
                unit: Unit::Seconds,
            },
            Time {
                path: path(&["at"]),
                unit: Unit::Iso,
            },
            Time {
                path: path(&["data", "ms"]),
                unit: Unit::Millis,
            },
        ],
    }
}

fn order() -> Vec<Item> {
    let mut number = field("number", "number", Type::Integer(Integer::I64), true);
    number.docs = docs("The number,\nas in order_number or `order.number`.");
    let mut old = field("type_", "type", Type::String, false);
    old.docs = docs("What it was.\n\n- one\n- two:\n  1. deep\n\n| a | b |\n|---|---|\n| 1 | 2 |");
    old.docs.deprecated = true;
    let order = Struct {
        fields: vec![
            number,
            old,
            field("parent", "parent", boxed(named("Order")), false),
            field("items", "items", vec_of(named("OrderItem")), true),
            field("note", "note", nullable(Type::String), false),
            field("score", "score", text_or(Type::Number), false),
            field(
                "closed_at",
                "closed \"at\"\n",
                nullable(named("Status")),
                true,
            ),
            field("prices", "prices", map_of(Type::Number), false),
            field("point", "point", named("Point"), false),
            field("never", "never", named("Nothing"), false),
        ],
        rest: rest("extra", RestKind::Raw),
    };
    let order_item = Struct {
        fields: vec![field("sku", "sku", Type::String, true)],
        rest: rest(
            "others",
            RestKind::Typed(nullable(Type::Integer(Integer::U8))),
        ),
    };
    let mut order = item("Order", ItemKind::Struct(order));
    order.docs = docs(
        "An order.\n\n```rust\npanic!(\"compiled\");\n```\n\n    indented\n\n\
         <script>alert(1)</script> [Vec] [`Order`] https://example.com/{id} \u{202e}drow*/",
    );
    vec![order, item("OrderItem", ItemKind::Struct(order_item))]
}

fn scalars() -> Vec<Item> {
    let integers = [
        ("i8", Integer::I8),
        ("i16", Integer::I16),
        ("i32", Integer::I32),
        ("i64", Integer::I64),
        ("u8", Integer::U8),
        ("u16", Integer::U16),
        ("u32", Integer::U32),
        ("u64", Integer::U64),
    ];
    let integers = Struct {
        fields: integers
            .map(|(name, integer)| field(name, name, Type::Integer(integer), true))
            .into(),
        rest: rest("extra", RestKind::Closed),
    };
    let others = Struct {
        fields: vec![
            field("bool_", "bool", Type::Bool, true),
            field("number", "number", Type::Number, true),
            field("whole", "whole", Type::Integer(Integer::Any), false),
            field("string", "string", Type::String, true),
            field("secret", "secret", Type::Secret, false),
            field("json", "json", Type::Json, true),
            field("null", "null", Type::Null, true),
            field("map", "map", map_of(vec_of(Type::Json)), true),
        ],
        rest: rest("extra", RestKind::Raw),
    };
    let empty = |kind| Struct {
        fields: vec![],
        rest: rest("extra", kind),
    };
    vec![
        item("Integers", ItemKind::Struct(integers)),
        item("Others", ItemKind::Struct(others)),
        item("Free", ItemKind::Struct(empty(RestKind::Raw))),
        item("Closed", ItemKind::Struct(empty(RestKind::Closed))),
        item(
            "Typed",
            ItemKind::Struct(empty(RestKind::Typed(named("Status")))),
        ),
        item("Tree", ItemKind::Newtype(vec_of(named("Tree")))),
        item("Nothing", ItemKind::Never),
    ]
}

fn formats() -> Vec<Item> {
    let formats = [
        ("timestamp", Format::Timestamp),
        ("date", Format::Date),
        ("time", Format::Time),
        ("span", Format::Span),
        ("uuid", Format::Uuid),
        ("url", Format::Url),
    ];
    let formats = Struct {
        fields: formats
            .map(|(name, format)| field(name, name, Type::Formatted(format), false))
            .into(),
        rest: rest("extra", RestKind::Raw),
    };
    vec![item("Formats", ItemKind::Struct(formats))]
}

fn sets() -> Vec<Item> {
    let status = |other: Option<&str>| {
        ItemKind::StringEnum(StringEnum {
            variants: vec![
                variant("Initial", "initial".to_owned()),
                variant("Done", "done \\ \"quoted\" \u{202e}".to_owned()),
                variant("Empty", String::new()),
            ],
            other: other.map(ty_name),
        })
    };
    let level = |other: Option<&str>| {
        ItemKind::LiteralEnum(LiteralEnum {
            variants: vec![
                variant("N1", literal("1")),
                variant("N1_5", literal("1.50")),
                variant("Null", literal("null")),
                variant("Object", literal(r#"{"a":[true]}"#)),
            ],
            other: other.map(ty_name),
        })
    };
    let point = |rest| {
        let element = |name: &str, required, ty| Element {
            name: value_name(name),
            docs: Docs::default(),
            required,
            ty,
        };
        ItemKind::Tuple(Tuple {
            items: vec![
                element("item0", true, Type::Number),
                element("item1", true, Type::Number),
                element("item2", false, named("Status")),
            ],
            rest,
        })
    };
    let rest = Some((value_name("rest"), Type::Integer(Integer::I64)));
    vec![
        item("Status", status(Some("Other"))),
        item("ClosedStatus", status(None)),
        item("Level", level(Some("Other"))),
        item("ClosedLevel", level(None)),
        item("Kind", ItemKind::Constant(literal(r#""order \"x\"""#))),
        item("Version", ItemKind::Constant(literal("2.0"))),
        item("Point", point(rest)),
        item("ClosedPoint", point(None)),
    ]
}

fn unions() -> Vec<Item> {
    let by_tag = Union {
        branches: vec![
            branch("Cat", named("Cat")),
            branch("Dog", boxed(named("Dog"))),
        ],
        rule: UnionRule::Tag {
            member: "kind".to_owned(),
            tags: vec![
                ("cat".to_owned(), 0),
                ("dog".to_owned(), 1),
                ("wolf".to_owned(), 1),
            ],
        },
        other: Some(ty_name("Other")),
    };
    let best_fit = Union {
        branches: vec![
            branch("Number", Type::Number),
            branch("Text", Type::String),
            branch("Cat", named("Cat")),
            branch("Cats", vec_of(named("Pet"))),
        ],
        rule: UnionRule::BestFit,
        other: None,
    };
    let animal = |name: &str| Struct {
        fields: vec![
            field("kind", "kind", Type::String, true),
            field(name, name, Type::Bool, true),
        ],
        rest: rest("extra", RestKind::Raw),
    };
    vec![
        item("Pet", ItemKind::Union(by_tag)),
        item("Anything", ItemKind::Union(best_fit)),
        item("Cat", ItemKind::Struct(animal("meows"))),
        item("Dog", ItemKind::Struct(animal("barks"))),
    ]
}

/// Documentation that would do something if it could.
fn prose() -> Vec<Item> {
    let texts = [
        "```\npanic!();\n```",
        "~~~rust\npanic!()\n~~~\n\n```\nunclosed",
        "    panic!();\n\n\tpanic!();\n\n-     panic!();\n\n1. ```rust\n   panic!();",
        "> ```\n> panic!();\n> ```\n\n- - ```\n      panic!();",
        "<script>alert(1)</script><img src=x onerror=alert(1)> <b>unclosed <!-- comment",
        "array[0], [`Nope`], [Vec], [crate::missing], [a][b], [self], [^1]\n\n[x]: https://example.com",
        "![pixel](https://example.com/a.png) [bad](javascript:alert(1)) [`Order`](https://example.com)",
        "https://example.com https://{host}.example.com xhttps://example.com/ http://exämple.com",
        "access \u{202e} level \u{2066} ok \u{2069}\u{feff}\0\u{7}",
        "a\rb\r\nc \r*/ /* /** //! \" \\ \\\" #![allow(x)] \u{85} \u{2028}",
        "- a\n  1. b\nlazy\n2. c\n* d\n10) e\n\ncontinued\n\n   indented three",
        "# Title\n## Examples\n=====\n---\n| a |\n|---|\n| <b> |\n***",
        "&lt;script&gt; &#x202e; &nbsp; \\[escaped\\] `unclosed ``two` ```",
        "\u{1F600} \u{200b}zero\u{200d}width \u{ad}soft",
        "",
        " ",
    ];
    let mut long = field("long", "long", Type::Json, false);
    long.docs = docs(&"word\n> ".repeat(50_000));
    let fields = texts.iter().enumerate().map(|(index, text)| {
        let name = format!("text_{index}");
        let mut field = field(&name, &name, Type::Json, false);
        field.docs = docs(text);
        field
    });
    let mut prose = item(
        "Prose",
        ItemKind::Struct(Struct {
            fields: fields.chain([long]).collect(),
            rest: rest("extra", RestKind::Raw),
        }),
    );
    prose.docs = docs(&texts.join("\n\n"));
    prose.pointer.push_str("/a\nb`c`\u{202e}\r*/");
    vec![prose]
}

/// Types named like those that the code uses itself.
fn shadows() -> Vec<Item> {
    let names = [
        "Option",
        "String",
        "Vec",
        "Box",
        "BTreeMap",
        "Extra",
        "Json",
        "Nullable",
        "TextOr",
        "Result",
        "Some",
        "Default",
        "Clone",
        "Debug",
        "Wire",
        "Object",
        "Shape",
        "Field",
        "Serialize",
        "Deserialize",
        "Event",
        "Received",
        "UnknownEvent",
        "Number",
        "Integer",
        "Formatted",
        "Timestamp",
        "DecodeError",
        "Self_",
        "Error",
        "Ok",
        "Copy",
        "PartialEq",
        "Eq",
        "Hash",
        "From",
        "TryFrom",
        "EventVisitor",
        "Items",
    ];
    let uses = Struct {
        fields: vec![
            field("option", "option", named("Option"), false),
            field("string", "string", Type::String, false),
            field(
                "strings",
                "strings",
                map_of(nullable(text_or(vec_of(named("String"))))),
                true,
            ),
            field("secret", "secret", Type::Secret, false),
            field("json", "json", Type::Json, true),
            field("number", "number", Type::Number, true),
            field("whole", "whole", Type::Integer(Integer::Any), true),
            field("slots", "slots", Type::Json, true),
            field("map", "map", Type::Json, true),
            field("deserializer", "deserializer", Type::Json, true),
            field("name", "name", Type::Json, true),
            field("index", "index", Type::Json, true),
        ],
        rest: rest("extra", RestKind::Raw),
    };
    let empty = || Struct {
        fields: vec![],
        rest: rest("extra", RestKind::Raw),
    };
    let mut items = vec![item("UsesShadows", ItemKind::Struct(uses))];
    items.extend(names.map(|name| item(name, ItemKind::Struct(empty()))));
    items
}

fn events(told: ToldBy) -> Events {
    let event = |variant: &str, wire: &str, payload: Type| Event {
        name: ty_name(variant),
        wire: wire.to_owned(),
        tags: vec![wire.to_owned()],
        docs: Docs::default(),
        carries: payload.clone(),
        payload,
        function: value_name(&wire.replace('.', "_")),
        pointer: format!("/channels/{wire}/publish/message"),
    };
    let mut deleted = event("OrderDeleted", "order.deleted", Type::Json);
    deleted.docs = docs("No more.");
    deleted.docs.deprecated = true;
    let mut variants = vec![
        event("OrderCreated", "order.created", named("Order")),
        event("OrderChanged", "order.changed", named("Order")),
        deleted,
        event("OrderMoved", "order.moved", named("Order")),
        event("Ping", "ping", named("Free")),
        event("PetSeen", "pet.seen", named("Pet")),
        event("Anything", "anything", nullable(named("Cat"))),
        event("Prices", "prices", map_of(Type::Json)),
    ];
    let (by_body, by_caller) = match told {
        ToldBy::Tag => (Some(by_tag()), false),
        ToldBy::Caller => (None, true),
        ToldBy::Rules => {
            variants[0].tags.push("order.\"created\"".to_owned());
            variants[2].tags.clear();
            (Some(by_rules()), true)
        }
    };
    let is_by_rules = matches!(told, ToldBy::Rules);
    Events {
        docs: docs("What the sink sends."),
        variants,
        opaque: vec![Opaque {
            name: ty_name("Bytes"),
            wire: "bytes \"sent\"".to_owned(),
            docs: docs("Not JSON. [`Order`]"),
            format: "application/\"x\";version=3".to_owned(),
            function: value_name("bytes_sent"),
            pointer: "/channels/bytes/messages/sent".to_owned(),
        }],
        ambiguous: is_by_rules.then(|| ty_name("Ambiguous")),
        unknown: ty_name("Unknown"),
        by_body,
        by_caller,
        batch: is_by_rules,
        replies: vec![ty_name("Order"), ty_name("Pet")],
    }
}

fn by_tag() -> ByBody {
    ByBody {
        tag: true,
        members: vec![told_by(&["event"], true)],
        rules: vec![],
    }
}

fn by_rules() -> ByBody {
    let rule = |when, then| Rule { when, then };
    let values = ["\"a \\\"b\\\"\"", "1.0", "null"].map(literal);
    let members: [(&[&str], bool); 5] = [
        (&["meta", "type"], true),
        (&["number"], false),
        (&["kind"], true),
        (&["list"], true),
        (&["odd \"name\""], false),
    ];
    ByBody {
        tag: true,
        members: members
            .into_iter()
            .map(|(path, unique)| told_by(path, unique))
            .collect(),
        rules: vec![
            rule(vec![(1, Test::Present), (4, Test::Absent)], Then::Event(0)),
            rule(vec![(2, Test::Is(values.to_vec()))], Then::Event(5)),
            rule(
                vec![(3, Test::Kind(Kind::Array))],
                Then::Ambiguous(vec![2, 4]),
            ),
        ],
    }
}

fn told_by(path: &[&str], unique: bool) -> Member {
    Member {
        path: path.iter().map(|name| (*name).to_owned()).collect(),
        unique,
    }
}

fn module(name: &str, items: Vec<Item>) -> Module {
    Module {
        name: value_name(name),
        pointer: format!("/components/schemas/{name}"),
        items,
    }
}

fn item(name: &str, kind: ItemKind) -> Item {
    Item {
        name: ty_name(name),
        docs: Docs::default(),
        pointer: format!("/components/schemas/{name}"),
        is_built: ["Order", "OrderItem", "Closed", "Typed", "Integers"].contains(&name),
        kind,
    }
}

fn field(name: &str, wire: &str, ty: Type, required: bool) -> Field {
    Field {
        name: value_name(name),
        wire: wire.to_owned(),
        docs: Docs::default(),
        required,
        ty,
    }
}

fn rest(name: &str, kind: RestKind) -> Rest {
    Rest {
        name: value_name(name),
        kind,
    }
}

fn variant<V>(name: &str, value: V) -> Variant<V> {
    Variant {
        name: ty_name(name),
        docs: Docs::default(),
        value,
    }
}

fn branch(name: &str, ty: Type) -> Branch {
    Branch {
        carries: ty.clone(),
        name: ty_name(name),
        docs: Docs::default(),
        ty,
    }
}

fn docs(text: &str) -> Docs {
    Docs {
        paragraphs: vec![text.to_owned()],
        deprecated: false,
    }
}

fn literal(text: &str) -> Literal {
    Literal(text.to_owned())
}

fn named(name: &str) -> Type {
    Type::Named(ty_name(name))
}

fn boxed(ty: Type) -> Type {
    Type::Box(Box::new(ty))
}

fn nullable(ty: Type) -> Type {
    Type::Nullable(Box::new(ty))
}

fn text_or(ty: Type) -> Type {
    Type::TextOr(Box::new(ty))
}

fn vec_of(ty: Type) -> Type {
    Type::Vec(Box::new(ty))
}

fn map_of(ty: Type) -> Type {
    Type::Map(Box::new(ty))
}

fn ty_name(text: &str) -> Name {
    Scope::new(Style::Type).add(&[text])
}

fn value_name(text: &str) -> Name {
    Scope::new(Style::Value).add(&[text])
}
