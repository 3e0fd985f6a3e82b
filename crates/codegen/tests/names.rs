//! What things of a document are called: awkward names read well, and an edit elsewhere renames
//! nothing.

use std::collections::{BTreeMap, BTreeSet};

use asyncapi_codegen::generate::{Input, shapes};
use asyncapi_codegen::ir::{Crate, ItemKind, Manifest};
use asyncapi_parser::load::Limits;
use insta::assert_snapshot;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

fn crate_of(document: &Value) -> Crate {
    let files = BTreeMap::from([(
        "asyncapi.json".to_owned(),
        document.to_string().into_bytes(),
    )]);
    let lowered = shapes(&Input {
        document: "asyncapi.json",
        config: None,
        samples: &[],
        package: "names-events",
        command: "cargo xtask codegen",
        manifest: &Manifest::Workspace,
        files: &files,
        limits: &Limits::default(),
    });
    let said = &lowered.diagnostics;
    lowered
        .shapes
        .unwrap_or_else(|| panic!("{said:?}: {document}"))
}

/// Sixty keys by what is awkward about them; one of 300 letters comes behind.
const AWKWARD: [(&str, &[&str]); 9] = [
    (
        "keywords of any edition",
        &[
            "type", "match", "self", "Self", "super", "crate", "abstract", "async", "dyn", "try",
            "gen", "union", "_",
        ],
    ),
    (
        "names of the prelude and of std",
        &[
            "Option", "Some", "None", "Result", "Ok", "String", "Vec", "Box", "Default", "i64",
            "std",
        ],
    ),
    (
        "names of ours",
        &[
            "Event", "Extra", "Json", "Nullable", "Other", "types", "wire", "extra", "lib",
        ],
    ),
    ("digits", &["007", "3DModel", "1.10", "110", "2024-01-31"]),
    (
        "symbols",
        &["*", ">=10", "-1", "C++", "C#", "a/b", "call.created"],
    ),
    (
        "case",
        &[
            "E",
            "e",
            "callEvent",
            "CallEvent",
            "CALL_EVENT",
            "call-event",
        ],
    ),
    ("nothing", &["", " "]),
    ("beyond ASCII", &["é", "e\u{301}", "Straße", "日本"]),
    ("devices", &["con", "COM1"]),
];

#[test]
fn awkward_names_read_well() {
    let long = "long ".repeat(60);
    let keys = AWKWARD.iter().flat_map(|(_, keys)| keys.iter().copied());
    let keys: Vec<&str> = keys.chain([long.as_str()]).collect();
    assert_eq!(keys.len(), 60);

    // Each is the key of a schema, a property, and a value.
    let schemas: serde_json::Map<_, _> = keys
        .iter()
        .map(|key| {
            (
                (*key).to_owned(),
                json!({"type": "object", "properties": {"x": {}}}),
            )
        })
        .collect();
    let mut schemas = Value::Object(schemas);
    let properties: serde_json::Map<_, _> = keys
        .iter()
        .map(|key| ((*key).to_owned(), json!({"type": "string"})))
        .collect();
    schemas["All"] = json!({"type": "object", "properties": properties});
    schemas["Set"] = json!({"enum": keys});
    let krate = crate_of(&document(&schemas, &json!({})));

    let of = |key: &str| {
        let pointer = format!(
            "/components/schemas/{}",
            key.replace('~', "~0").replace('/', "~1")
        );
        krate
            .modules
            .iter()
            .find(|module| module.pointer == pointer)
            .unwrap_or_else(|| panic!("{pointer}"))
    };
    let (ItemKind::Struct(all), ItemKind::StringEnum(set)) =
        (&of("All").items[0].kind, &of("Set").items[0].kind)
    else {
        panic!("`All` is an object, `Set` a set of strings");
    };
    let mut lines = vec![format!(
        "{:<16} {:<18} {:<18} {:<18} field",
        "", "type", "module", "variant"
    )];
    let mut line = |key: &str| {
        let module = of(key);
        let field = all.fields.iter().find(|field| field.wire == key).unwrap();
        let variant = set.variants.iter().find(|variant| variant.value == key);
        let shown = key.escape_debug().to_string();
        lines.push(format!(
            "{:<16} {:<18} {:<18} {:<18} {}",
            shown.replace("long ", ""),
            module.items[0].name.as_str(),
            module.name.as_str(),
            variant.unwrap().name.as_str(),
            field.name.as_str()
        ));
    };
    for key in AWKWARD.iter().flat_map(|(_, keys)| *keys) {
        line(key);
    }
    line(&long);
    assert_snapshot!(lines.join("\n"));
}

fn document(schemas: &Value, channels: &Value) -> Value {
    json!({
        "asyncapi": "3.0.0",
        "info": {"title": "Names", "version": "1"},
        "channels": channels,
        "components": {"schemas": schemas},
    })
}

/// A schema that stands for itself: a component, or the payload of a message.
#[derive(Clone, Debug)]
struct Unit {
    key: String,
    is_component: bool,
    part: Part,
}

/// What a schema is.
#[derive(Clone, Debug)]
enum Part {
    Text,
    Set(Vec<String>),
    /// The component of the unit at this index, if there is one.
    Reference(usize),
    List(Box<Part>),
    Object(Vec<(String, Part)>),
    Either(Vec<Part>),
}

fn key() -> impl Strategy<Value = String> {
    let awkward: Vec<&str> = AWKWARD
        .iter()
        .flat_map(|(_, keys)| keys.iter().copied())
        .collect();
    prop_oneof![
        "[a-zA-Z]{1,4}",
        "[a-c][_ -]?[a-cA-C]",
        proptest::sample::select(awkward).prop_map(str::to_owned),
    ]
}

fn part() -> impl Strategy<Value = Part> {
    let leaf = prop_oneof![
        Just(Part::Text),
        vec(key(), 1..4).prop_map(Part::Set),
        (0..8_usize).prop_map(Part::Reference),
    ];
    leaf.prop_recursive(4, 16, 4, |part| {
        prop_oneof![
            part.clone().prop_map(|part| Part::List(Box::new(part))),
            vec((key(), part.clone()), 1..4).prop_map(Part::Object),
            vec(part, 2..4).prop_map(Part::Either),
        ]
    })
}

fn units() -> impl Strategy<Value = Vec<Unit>> {
    let unit = (key(), any::<bool>(), part());
    let unit = unit.prop_map(|(key, is_component, part)| Unit {
        key,
        is_component,
        part,
    });
    vec(unit, 2..8).prop_map(|mut units| {
        let mut seen = BTreeSet::new();
        units.retain(|unit| seen.insert((unit.is_component, unit.key.clone())));
        units
    })
}

/// The document of the units that are wanted. A reference to one that is `removed` leads nowhere
/// in any document. One that passes through no property or item leads back only, so that no
/// schema is made of itself.
fn written(units: &[Unit], removed: usize, wanted: impl Fn(usize) -> bool) -> Value {
    let (mut schemas, mut channels) = (json!({}), json!({}));
    for (index, unit) in units.iter().enumerate().filter(|(index, _)| wanted(*index)) {
        let leads = |to: usize, inside: bool| {
            let leads = to != removed && wanted(to) && (to < index || inside && to != index);
            let target = units.get(to).filter(|it| it.is_component && leads);
            target.map(|target| target.key.as_str())
        };
        let schema = schema(&unit.part, false, &leads);
        if unit.is_component {
            schemas[&unit.key] = schema;
        } else {
            channels[&unit.key] = json!({"messages": {"sent": {"payload": schema}}});
        }
    }
    document(&schemas, &channels)
}

/// `inside` of a property or an item, or not.
fn schema<'a>(part: &Part, inside: bool, leads: &dyn Fn(usize, bool) -> Option<&'a str>) -> Value {
    match part {
        Part::Text => json!({"type": "string"}),
        Part::Set(values) => {
            let values: BTreeSet<&String> = values.iter().collect();
            json!({"enum": values})
        }
        Part::Reference(to) => leads(*to, inside).map_or(json!({"type": "string"}), |key| {
            let key = key.replace('~', "~0").replace('/', "~1");
            json!({"$ref": format!("#/components/schemas/{key}")})
        }),
        Part::List(of) => json!({"type": "array", "items": schema(of, true, leads)}),
        Part::Object(members) => {
            let members = members
                .iter()
                .map(|(key, part)| (key.clone(), schema(part, true, leads)));
            let members: serde_json::Map<_, _> = members.collect();
            json!({"type": "object", "properties": members})
        }
        Part::Either(parts) => {
            let parts: Vec<Value> = parts
                .iter()
                .map(|part| schema(part, inside, leads))
                .collect();
            json!({"oneOf": parts})
        }
    }
}

/// The names of types, modules, events and functions, by what they stand for.
fn names(krate: &Crate) -> BTreeMap<(&'static str, String), Vec<String>> {
    let mut names = BTreeMap::<_, Vec<String>>::new();
    for module in &krate.modules {
        let key = ("module", module.pointer.clone());
        names
            .entry(key)
            .or_default()
            .push(module.name.as_str().to_owned());
        for item in &module.items {
            let key = ("type", item.pointer.clone());
            names
                .entry(key)
                .or_default()
                .push(item.name.as_str().to_owned());
        }
    }
    for event in krate.events.iter().flat_map(|events| &events.variants) {
        let mut add = |what, name: &str| {
            names
                .entry((what, event.pointer.clone()))
                .or_default()
                .push(name.to_owned());
        };
        add("event", event.name.as_str());
        add("function", event.function.as_str());
    }
    names
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    /// A schema that nothing refers to, and that wants no name which another has, can come and go.
    #[test]
    fn an_unrelated_schema_changes_no_name(units in units(), at in any::<prop::sample::Index>()) {
        let at = at.index(units.len());
        let with = crate_of(&written(&units, at, |_| true));
        let without = crate_of(&written(&units, at, |index| index != at));
        let alone = crate_of(&written(&units, at, |index| index == at));
        let (with, without, alone) = (names(&with), names(&without), names(&alone));

        let flat = |names: &BTreeMap<(&'static str, String), Vec<String>>| -> BTreeSet<(&str, String)> {
            names
                .iter()
                .flat_map(|((what, _), names)| names.iter().map(|name| (*what, name.clone())))
                .collect()
        };
        prop_assume!(flat(&without).is_disjoint(&flat(&alone)));
        for (what, names) in &without {
            prop_assert_eq!(Some(names), with.get(what), "{:?}", what);
        }
    }
}
