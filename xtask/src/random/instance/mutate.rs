//! A value with a small change somewhere: as often as not it is still valid.

use serde_json::{Value, json};

use crate::random::dice::Dice;
use crate::random::words;

/// Changes a value at one place.
pub fn mutate(dice: &mut Dice, value: &mut Value) {
    let places = places(value);
    let mut place = dice.count(0..=places - 1);
    if let Some(inner) = at(value, &mut place) {
        change(dice, inner);
    }
}

fn places(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(places).sum(),
        Value::Object(members) => members.values().map(places).sum(),
        _ => 0,
    }
}

/// The value at a place, counted from the outside in.
fn at<'a>(value: &'a mut Value, place: &mut usize) -> Option<&'a mut Value> {
    if *place == 0 {
        return Some(value);
    }
    *place -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| at(item, place)),
        Value::Object(members) => members.values_mut().find_map(|member| at(member, place)),
        _ => None,
    }
}

fn change(dice: &mut Dice, value: &mut Value) {
    match value {
        Value::Object(members) if dice.chance(85) => {
            let names: Vec<String> = members.keys().cloned().collect();
            if names.is_empty() || dice.chance(60) {
                members.insert(words::property(dice).to_owned(), words::any(dice));
            } else {
                members.remove(dice.pick(&names));
            }
        }
        Value::Array(items) if dice.chance(85) => match dice.count(0..=2) {
            0 => {
                items.pop();
            }
            1 => items.push(words::any(dice)),
            _ => items.extend(items.first().cloned()),
        },
        Value::String(text) if dice.chance(50) => words::string(dice).clone_into(text),
        Value::Number(number) if dice.chance(50) => {
            let near = number.as_f64().unwrap_or_default() + f64::from(u8::from(dice.chance(50)));
            *value = json!(near);
        }
        value => *value = words::any(dice),
    }
}
