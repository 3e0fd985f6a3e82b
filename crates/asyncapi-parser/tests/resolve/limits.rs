//! Small documents that come to large models.

use insta::assert_snapshot;

use crate::support::{document, wrong};

#[test]
fn meets_are_limited() {
    let properties: Vec<String> = (0..5_000).map(|index| format!("p{index}: {{}}")).collect();
    let properties = properties.join(", ");
    let mut schemas = vec![format!("Large: {{properties: {{{properties}}}}}")];
    schemas.extend((0..110).map(|index| {
        format!("S{index}: {{allOf: [{{$ref: '#/components/schemas/Large'}}, {{properties: {{q: {{}}}}}}]}}")
    }));
    let text = wrong(&document(&schemas.join("\n")));
    assert_snapshot!(text, @"
error[E0308]: `allOf` and unions come to more than 500000 properties and branches
  spec.yaml:107:10 /components/schemas/S99 
  help: let fewer schemas build on each other
");
}

#[test]
fn parts_of_parts_are_limited() {
    let mut schemas = vec!["S0: {properties: {p0: {}}}".to_owned()];
    schemas.extend((1..1_200).map(|index| {
        let before = index - 1;
        format!("S{index}: {{allOf: [{{$ref: '#/components/schemas/S{before}'}}, {{properties: {{p{index}: {{}}}}}}]}}")
    }));
    let text = wrong(&document(&schemas.join("\n")));
    assert_snapshot!(text, @"
error[E0308]: `allOf` and unions come to more than 500000 properties and branches
  spec.yaml:1206:12 /components/schemas/S1199 
  help: let fewer schemas build on each other
");
}
