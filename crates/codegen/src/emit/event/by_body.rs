//! Events that the body tells apart: the functions, and the tables that say how.

mod tables;

use syn::{
    Arm, Block, Expr, ExprBlock, ImplItem, ImplItemFn, Item as Syntax, ItemImpl, ItemMacro, Pat,
    Stmt, Type as TypeSyntax, parse_quote,
};

use super::boxed;
use super::groups::{Group, groups};
use crate::emit::doc;
use crate::emit::ident::{fixed, ident};
use crate::emit::literal::{number, string};
use crate::emit::syntax::{
    arm, block, body, call, either, function, implementation, matching, method, own, parsed,
    path_expr,
};
use crate::emit::wire::{self, Code};
use crate::ir::{ByBody, Events};
use crate::names::Name;

/// The functions.
pub(super) fn functions() -> Syntax {
    let from_json_docs = doc::fixed(
        "Decodes a body strictly.\n\n# Errors\n\
         It is not JSON, or does not have the shape that its event declares.",
    );
    let decode_docs = doc::fixed(
        "Decodes a body that arrived: what does not have its declared shape is set apart.\n\n\
         # Errors\n\
         It is not JSON, nests too deep, or names its event twice.",
    );
    parse_quote! {
        impl Event {
            #(#from_json_docs)*
            pub fn from_json(body: &[u8]) -> Result<Self, DecodeError> {
                from_json(body)
            }

            #(#decode_docs)*
            pub fn decode(body: &[u8]) -> Result<Received<Self>, DecodeError> {
                decode(body)
            }
        }
    }
}

/// The wire code.
pub(super) fn wire(events: &Events, by_body: &ByBody, encode: Block) -> Vec<Syntax> {
    let event = parsed!(TypeSyntax: Event);
    let code = Code {
        shape: parsed!(Block: { event::shape::<Self>() }),
        decode: parsed!(Block: { event::decode(deserializer) }),
        encode,
    };
    let from_text = parsed! { ImplItemFn:
        fn from_text(text: &str) -> Result<Self, JsonError> {
            event::from_text(text)
        }
    };
    let is_named = parsed! { ImplItemFn:
        fn is_named(&self) -> bool {
            self.name().is_some()
        }
    };
    let mut members = vec![ImplItem::Const(tables::shape(events, by_body))];
    members.extend(by_body.tag.then(|| tag(events)));
    members.push(known(events));
    members.extend(events.ambiguous.as_ref().map(ambiguous));
    members.push(unknown(events));
    let mut items = vec![implementation(
        parsed!(ItemImpl: #[doc(hidden)] impl Events for () {}),
        event.clone(),
        members,
    )];
    let more = [from_text, is_named].map(ImplItem::Fn);
    items.push(wire::implement(event, code, more));
    items.push(Syntax::Macro(parsed!(ItemMacro: serde!(Event);)));
    items
}

fn tag(events: &Events) -> ImplItem {
    let tagged = events.variants.iter().enumerate();
    let arms = tagged
        .filter(|(_, event)| !event.tags.is_empty())
        .map(|(index, event)| {
            let tags = event.tags.iter().map(|tag| Pat::Lit(string(tag)));
            let index = call(parsed!(Expr: Some), [Expr::Lit(number(index))]);
            arm(either(tags), index)
        });
    let arms = arms.chain([parsed!(Arm: _ => None,)]).collect();
    function(
        parsed!(ImplItemFn: fn tag(name: &str) -> Option<usize> {}),
        body(matching(parsed!(Expr: name), arms)),
    )
}

/// Decodes `text` as the event at `index`.
fn known(events: &Events) -> ImplItem {
    let mut arms: Vec<(Pat, Block)> = groups(events)
        .iter()
        .map(|group| (indices(group), decode(group)))
        .collect();
    let template = match &*events.variants {
        [] => parsed! { ImplItemFn:
            fn known(_: usize, _: &str) -> Result<Self, JsonError> {}
        },
        [_] => parsed! { ImplItemFn:
            fn known(_: usize, text: &str) -> Result<Self, JsonError> {}
        },
        _ => parsed! { ImplItemFn:
            fn known(index: usize, text: &str) -> Result<Self, JsonError> {}
        },
    };
    let Some((_, last)) = arms.pop() else {
        return function(
            template,
            parsed!(Block: { Err(JsonError::custom("no event")) }),
        );
    };
    if arms.is_empty() {
        return function(template, last);
    }
    let arms = arms.into_iter().chain([(parsed!(Pat: _), last)]);
    let arms = arms.map(|(pattern, decode)| arm(pattern, expression(decode)));
    let index = parsed!(Expr: index);
    function(template, body(matching(index, arms.collect())))
}

/// Decodes `text` as the payload of a group, and makes it the event at `index`.
fn decode(group: &Group) -> Block {
    let boxed = boxed(group.payload);
    if let [(_, only)] = &*group.events {
        let payload = if boxed {
            parsed!(Expr: Wire::from_text(text).map(Box::new))
        } else {
            parsed!(Expr: Wire::from_text(text))
        };
        let variant = path_expr(own(ident(&only.name)));
        return body(method(payload, fixed("map"), [variant]));
    }
    let payload = if boxed {
        parsed!(Stmt: let payload = Box::new(Wire::from_text(text)?);)
    } else {
        parsed!(Stmt: let payload = Wire::from_text(text)?;)
    };
    let last = group.events.len().saturating_sub(1);
    let arms = group.events.iter().enumerate().map(|(at, (index, event))| {
        let pattern = if at == last {
            parsed!(Pat: _)
        } else {
            Pat::Lit(number(*index))
        };
        let variant = path_expr(own(ident(&event.name)));
        let event = call(variant, [parsed!(Expr: payload)]);
        arm(pattern, call(parsed!(Expr: Ok), [event]))
    });
    let event = matching(parsed!(Expr: index), arms.collect());
    block(vec![payload, Stmt::Expr(event, None)])
}

/// The indices of a group's events, in a row as a range.
fn indices(group: &Group) -> Pat {
    let mut rows: Vec<(usize, usize)> = Vec::new();
    for (index, _) in &group.events {
        match rows.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*index) => *last = *index,
            _ => rows.push((*index, *index)),
        }
    }
    either(rows.into_iter().map(|(first, last)| {
        let (start, end) = (number(first), number(last));
        if first == last {
            Pat::Lit(start)
        } else {
            parse_quote!(#start..=#end)
        }
    }))
}

/// A block as the body of an arm: without braces where it is but an expression.
fn expression(mut block: Block) -> Expr {
    match block.stmts.pop() {
        Some(Stmt::Expr(expr, None)) if block.stmts.is_empty() => expr,
        last => {
            block.stmts.extend(last);
            Expr::Block(ExprBlock {
                attrs: Vec::new(),
                label: None,
                block,
            })
        }
    }
}

fn ambiguous(name: &Name) -> ImplItem {
    let ambiguous = path_expr(own(ident(name)));
    function(
        parsed!(ImplItemFn: fn ambiguous(event: AmbiguousEvent) -> Self {}),
        body(call(ambiguous, [parsed!(Expr: Box::new(event))])),
    )
}

fn unknown(events: &Events) -> ImplItem {
    let unknown = path_expr(own(ident(&events.unknown)));
    function(
        parsed!(ImplItemFn: fn unknown(event: UnknownEvent) -> Self {}),
        body(call(unknown, [parsed!(Expr: Box::new(event))])),
    )
}
