//! Payloads in Avro.

use insta::assert_snapshot;

use crate::support::{read, read_files, wrong};

#[test]
fn an_avro_payload() {
    assert_snapshot!(read("\
asyncapi: 2.6.0
info: {title: T, version: '1'}
channels:
  c:
    publish:
      message:
        schemaFormat: application/vnd.apache.avro;version=1.9.0
        payload:
          type: record
          name: Order
          namespace: shop
          doc: What was ordered.
          fields:
            - {name: id, type: {type: string, logicalType: uuid}}
            - {name: at, type: {type: long, logicalType: timestamp-millis}, doc: When.}
            - {name: note, type: ['null', string], default: null}
            - {name: size, type: [int, double]}
            - {name: state, type: {type: enum, name: State, symbols: [OPEN, DONE], default: OPEN}}
            - {name: was, type: ['null', State]}
            - {name: lines, type: {type: array, items: {type: record, name: Line, fields: [{name: sku, type: bytes}, {name: of, type: ['null', shop.Order]}]}}}
            - {name: tags, type: {type: map, values: boolean}}
            - {name: nothing, type: {type: record, name: Nothing, fields: []}}
            - {name: any, type: {type: array}}
            - {name: wide, type: {type: fixed, name: Wide}}
            - {name: ratio, type: float}
            - {name: either, type: [boolean, float]}
            - {name: both, type: [int, boolean]}
            - {name: many, type: [string, boolean, int, 'null']}
            - {name: deep, type: {type: {type: record, name: Deep, fields: []}}}
            - {name: deeper, type: Deep}
            - {name: local, type: {type: record, name: other.Local, fields: [{name: a, type: {type: enum, name: shop.other.Kind, symbols: [A]}}, {name: b, type: {type: enum, name: other.Kind, symbols: [B]}}]}}
            - {name: kind, type: other.Kind}
            - {name: only, type: [{type: map, values: int}]}
            - {name: sum, type: {type: fixed, name: Sum, size: 16}}
"), @r#"
2.6.0 T 1
channel c [=#0]
operation -: Receive c []
message #0 : object {id!: string :uuid, at!: integer :int64 "Avro logical type `timestamp-millis`." "When.", note: null|string default null, size!: oneOf(integer :int32 | number :double), state!: string enum("OPEN", "DONE") <State> default "OPEN", was!: oneOf(null | string enum("OPEN", "DONE") <State> default "OPEN"), lines!: array [object {sku!: string, of!: oneOf(null | ^)} <Line>...], tags!: object {...: boolean}, nothing!: object <Nothing>, any!: array, wide!: string <Wide>, ratio!: number :float, either!: boolean|number :float, both!: boolean|integer :int32, many!: null|boolean|integer|string :int32, deep!: object <Deep>, deeper!: object <Deep>, local!: object {a!: string enum("A") <Kind>, b!: string enum("B") <Kind>} <Local>, kind!: string enum("B") <Kind>, only!: object {...: integer :int32}, sum!: string length >= 16 length <= 16 <Sum>} <Order> "What was ordered."
"#);
}

#[test]
fn names_and_files() {
    let spec = "\
asyncapi: 3.0.0
info: {title: T, version: '1'}
channels:
  c:
    address: c
    messages:
      whole: {payload: {$ref: 'avro/order.avsc'}}
      format: {payload: {schemaFormat: application/vnd.apache.avro+json;version=1.9.0, schema: {$ref: '#/components/schemas/Line'}}}
components:
  schemas:
    Line: {schemaFormat: application/vnd.apache.avro;version=1.9.0, schema: {type: record, name: Line, fields: [{name: sku, type: Sku}, {name: n, type: int}]}}
";
    let order = r#"{"type": "record", "name": "Order", "fields": [{"name": "lines", "type": {"type": "array", "items": {"$ref": "line.avsc"}}}]}"#;
    let line =
        r#"{"type": "record", "name": "Line", "fields": [{"name": "sku", "type": ["string"]}]}"#;
    let files = [
        ("spec.yaml", spec),
        ("avro/order.avsc", order),
        ("avro/line.avsc", line),
    ];
    assert_snapshot!(read_files(&files, &[]), @r#"
warning[E0310]: the Avro type `Sku` is not defined here; every value is allowed
  spec.yaml:11:131 /components/schemas/Line/schema/fields/0/type 
  help: define it in the schema, where it is used first, or refer to its file by `$ref`
3.0.0 T 1
channel c [whole=#0, format=#1]
message #0 : avro/order.avsc#
message #1 : Line
Line = object {sku!: any, n!: integer :int32} <Line>
avro/order.avsc# = object {lines!: array [avro/line.avsc#...]} <Order>
avro/line.avsc# = object {sku!: string} <Line>
"#);
}

#[test]
fn what_is_not_avro() {
    let document = |payload: &str| {
        format!(
            "\
asyncapi: 2.6.0
info: {{title: T, version: '1'}}
channels:
  c:
    publish:
      message:
        schemaFormat: application/vnd.apache.avro;version=1.9.0
        payload: {payload}
"
        )
    };
    let payloads = [
        "{type: object}",
        "7",
        "{doc: no type}",
        "{type: record, name: A, fields: [{name: b, type: strng}]}",
        "{type: record, fields: [{type: int}, 3]}",
        "{type: record, name: A}",
        "{type: enum, name: A, symbols: []}",
    ];
    let all: Vec<String> = payloads
        .iter()
        .map(|payload| format!("{payload}\n{}", wrong(&document(payload))))
        .collect();
    assert_snapshot!(all.concat(), @r#"
{type: object}
error[E0310]: `object` is not an Avro type, which the format `application/vnd.apache.avro;version=1.9.0` demands
  spec.yaml:7:23 /channels/c/publish/message/schemaFormat 
  spec.yaml:8:25 /channels/c/publish/message/payload/type in this schema
  help: write Avro: a primitive type, or a record, enum, array, map, fixed or union
7
error[E0310]: an Avro type must be a name, an object or an array, found an integer, which the format `application/vnd.apache.avro;version=1.9.0` demands
  spec.yaml:7:23 /channels/c/publish/message/schemaFormat 
  spec.yaml:8:18 /channels/c/publish/message/payload in this schema
  help: write Avro: a primitive type, or a record, enum, array, map, fixed or union
{doc: no type}
error[E0310]: an Avro schema says its `type`, which the format `application/vnd.apache.avro;version=1.9.0` demands
  spec.yaml:7:23 /channels/c/publish/message/schemaFormat 
  spec.yaml:8:18 /channels/c/publish/message/payload in this schema
  help: write Avro: a primitive type, or a record, enum, array, map, fixed or union
{type: record, name: A, fields: [{name: b, type: strng}]}
error[E0310]: `strng` is not an Avro type
  spec.yaml:8:67 /channels/c/publish/message/payload/fields/0/type 
  help: did you mean `string`?
{type: record, fields: [{type: int}, 3]}
error[E0310]: a field of an Avro record has a `name`, which the format `application/vnd.apache.avro;version=1.9.0` demands
  spec.yaml:7:23 /channels/c/publish/message/schemaFormat 
  spec.yaml:8:42 /channels/c/publish/message/payload/fields/0 in this schema
  help: write Avro: a primitive type, or a record, enum, array, map, fixed or union
error[E0310]: a field of an Avro record has a `name`, which the format `application/vnd.apache.avro;version=1.9.0` demands
  spec.yaml:7:23 /channels/c/publish/message/schemaFormat 
  spec.yaml:8:55 /channels/c/publish/message/payload/fields/1 in this schema
  help: write Avro: a primitive type, or a record, enum, array, map, fixed or union
warning[E0310]: a record, an enum or a fixed type in Avro has a `name`
  spec.yaml:8:18 /channels/c/publish/message/payload 
  help: add `name`; without it no other type can refer to this one
{type: record, name: A}
error[E0310]: an Avro record has `fields`, which the format `application/vnd.apache.avro;version=1.9.0` demands
  spec.yaml:7:23 /channels/c/publish/message/schemaFormat 
  spec.yaml:8:18 /channels/c/publish/message/payload in this schema
  help: write Avro: a primitive type, or a record, enum, array, map, fixed or union
{type: enum, name: A, symbols: []}
error[E0310]: an Avro enum has `symbols`, which the format `application/vnd.apache.avro;version=1.9.0` demands
  spec.yaml:7:23 /channels/c/publish/message/schemaFormat 
  spec.yaml:8:18 /channels/c/publish/message/payload in this schema
  help: write Avro: a primitive type, or a record, enum, array, map, fixed or union
"#);
}
