//! How the body tells which event it is, as static data.

use syn::{Expr, ImplItemConst, parse_quote};

use crate::emit::literal::{number, string};
use crate::emit::syntax::{array, parsed, reference, tuple};
use crate::emit::wire;
use crate::ir::{ByBody, Events, Kind, Member, Rule, Test, Then};

/// The constant that holds it.
pub(super) fn shape(events: &Events, by_body: &ByBody) -> ImplItemConst {
    let tag: Expr = if by_body.tag {
        parsed!(Expr: Some(Self::tag))
    } else {
        parsed!(Expr: None)
    };
    let members = slice(by_body.members.iter().map(member));
    let rules = slice(by_body.rules.iter().map(|it| rule(events, it)));
    let shapes = slice(events.variants.iter().map(|event| {
        let name = Expr::Lit(string(&event.wire));
        tuple([name, wire::shape_of(&event.payload)])
    }));
    parse_quote! {
        const SHAPE: shape::Event = shape::Event {
            tag: #tag,
            members: #members,
            rules: #rules,
            events: #shapes,
        };
    }
}

fn member(member: &Member) -> Expr {
    let Member { path, unique } = member;
    let path = slice(path.iter().map(|name| Expr::Lit(string(name))));
    parse_quote!(shape::Member { path: #path, unique: #unique })
}

fn rule(events: &Events, rule: &Rule) -> Expr {
    let Rule { when, then } = rule;
    let when = slice(
        when.iter()
            .map(|(member, it)| tuple([Expr::Lit(number(*member)), test(it)])),
    );
    let then: Expr = match then {
        Then::Event(index) => {
            let index = number(*index);
            parse_quote!(shape::Then::Event(#index))
        }
        Then::Ambiguous(indices) => {
            let candidates = indices
                .iter()
                .filter_map(|index| events.variants.get(*index));
            let names = slice(candidates.map(|event| Expr::Lit(string(&event.wire))));
            parse_quote!(shape::Then::Ambiguous(#names))
        }
    };
    parse_quote!(shape::Rule { when: #when, then: #then })
}

fn test(test: &Test) -> Expr {
    match test {
        Test::Present => parsed!(Expr: shape::Test::Present),
        Test::Absent => parsed!(Expr: shape::Test::Absent),
        Test::Kind(of) => {
            let kind = kind(*of);
            parse_quote!(shape::Test::Kind(#kind))
        }
        Test::Is(values) => {
            let values = slice(values.iter().map(|value| Expr::Lit(string(&value.0))));
            parse_quote!(shape::Test::Is(#values))
        }
    }
}

fn kind(kind: Kind) -> Expr {
    match kind {
        Kind::Null => parsed!(Expr: shape::Kind::Null),
        Kind::Boolean => parsed!(Expr: shape::Kind::Boolean),
        Kind::Number => parsed!(Expr: shape::Kind::Number),
        Kind::String => parsed!(Expr: shape::Kind::String),
        Kind::Array => parsed!(Expr: shape::Kind::Array),
        Kind::Object => parsed!(Expr: shape::Kind::Object),
    }
}

/// `&[…]`
fn slice(elems: impl Iterator<Item = Expr>) -> Expr {
    reference(array(elems))
}
