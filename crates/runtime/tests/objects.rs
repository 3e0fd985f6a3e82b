//! Objects by what members they may have besides the declared ones, written out as they are
//! generated.

use asyncapi_runtime::object::{Closed, Keep};
use asyncapi_runtime::prelude::*;
use asyncapi_runtime::to_json;

#[derive(Clone, Debug)]
struct Item<O> {
    id: i64,
    name: Option<String>,
    others: O,
}

#[derive(Default)]
struct Slots {
    id: Option<i64>,
    name: Option<String>,
}

impl<O: Keep> Object for Item<O> {
    type Slots = Slots;
    type Others = O;

    const FIELDS: &'static [Field] = &[
        Field::required::<i64>("id"),
        Field::optional::<String>("name"),
    ];

    fn member<V: Value>(to: &mut Slots, at: usize, value: V) -> V::Read {
        match at {
            0 => value.read(&mut to.id),
            _ => value.read(&mut to.name),
        }
    }

    fn build<E: Error>(from: Slots, rest: O) -> Result<Self, E> {
        Ok(Self {
            id: object::required(from.id, "id")?,
            name: from.name,
            others: rest,
        })
    }

    fn write(&self, output: &mut dyn Output) {
        object::encode(output, Self::FIELDS, &[&self.id, &self.name], &self.others);
    }
}

object!(Item<Extra>);
object!(Item<Closed>);
object!(Item<BTreeMap<String, i64>>);

/// What a body is encoded as when it has been decoded, and its drift.
fn check<T: Wire + Serialize + for<'de> Deserialize<'de>>(body: &str, text: &str, drift: &str) {
    let received = decode::<T>(body.as_bytes()).unwrap();
    let found: Vec<String> = received.drift.iter().map(ToString::to_string).collect();
    assert_eq!(to_json(&received.event).unwrap(), text, "{body}");
    assert_eq!(found.join("; "), drift, "{body}");
    let strict = from_json::<T>(body.as_bytes()).ok();
    let of_text = serde_json::from_str::<T>(body).ok();
    let expected = found.is_empty().then_some(text);
    for read in [strict, of_text] {
        let read = read.map(|value| to_json(&value).unwrap());
        assert_eq!(read.as_deref(), expected, "{body}");
    }
}

#[test]
fn other_members_are_kept_or_have_a_shape_or_are_refused() {
    let id = r#"{"id":1}"#;
    let cases = [
        (id, [(id, ""), (id, ""), (id, "")]),
        (
            r#"{"a":2,"id":1,"name":"x"}"#,
            [
                (r#"{"id":1,"name":"x","a":2}"#, ""),
                (r#"{"id":1,"name":"x","a":2}"#, ""),
                (
                    r#"{"id":1,"name":"x"}"#,
                    "`/a`: expected no such member, found a number",
                ),
            ],
        ),
        (
            r#"{"id":1,"b":"","a":3}"#,
            [
                (r#"{"id":1,"b":"","a":3}"#, ""),
                (
                    r#"{"id":1,"a":3}"#,
                    "`/b`: expected an integer, found a string",
                ),
                (
                    id,
                    "`/b`: expected no such member, found a string; \
                     `/a`: expected no such member, found a number",
                ),
            ],
        ),
        (
            r#"{"id":1,"a":2,"a":3}"#,
            [
                (r#"{"id":1,"a":2,"a":3}"#, ""),
                (
                    r#"{"id":1,"a":2}"#,
                    "`/a`: expected no second member of this name, found a number",
                ),
                (
                    id,
                    "`/a`: expected no such member, found a number; \
                     `/a`: expected no such member, found a number",
                ),
            ],
        ),
    ];
    for (body, [extra, map, closed]) in cases {
        check::<Item<Extra>>(body, extra.0, extra.1);
        check::<Item<BTreeMap<String, i64>>>(body, map.0, map.1);
        check::<Item<Closed>>(body, closed.0, closed.1);
    }
}

/// A value of `serde_json` goes on behind a member that nobody reads.
#[test]
fn other_members_of_a_value_are_refused_as_those_of_a_text() {
    let value = serde_json::json!({"id": 1, "name": "x"});
    let item: Item<Closed> = serde_json::from_value(value).unwrap();
    assert_eq!((item.id, item.name.as_deref()), (1, Some("x")));
    let value = serde_json::json!({"id": 1, "other": "x"});
    let error = serde_json::from_value::<Item<Closed>>(value).unwrap_err();
    assert_eq!(error.to_string(), "undeclared member");
}

#[test]
fn an_object_may_declare_no_members() {
    #[derive(Debug)]
    struct Free(Extra);

    impl Object for Free {
        type Slots = ();
        type Others = Extra;

        const FIELDS: &'static [Field] = &[];

        fn build<E: Error>((): (), rest: Extra) -> Result<Self, E> {
            Ok(Self(rest))
        }

        fn write(&self, output: &mut dyn Output) {
            object::encode(output, Self::FIELDS, &[], &self.0);
        }
    }

    object!(Free);

    for body in ["{}", r#"{"a":[1.0],"a":null}"#] {
        check::<Free>(body, body, "");
    }
}
