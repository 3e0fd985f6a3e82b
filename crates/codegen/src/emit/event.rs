//! The event enum: what people match on.

mod batch;
mod by_body;
mod by_caller;
mod groups;
mod opaque;

use syn::{
    Attribute, Block, Expr, ImplItem, ImplItemConst, ImplItemFn, Item as Syntax, ItemImpl, Pat,
    Type as TypeSyntax,
};

use super::ident::{fixed, ident};
use super::literal::string;
use super::syntax::{
    arm, array, body, call, either, enumeration, function, holding, implementation, matching, own,
    parsed, reference, variant,
};
use super::ty::{BOX, Place};
use super::{Root, doc, format, header, wire};
use crate::generate::File;
use crate::ir::{Crate, Events, Type};
use groups::groups;

/// The file of the event enum, if there is one.
pub(super) fn file(krate: &Crate, root: Root) -> Option<File> {
    let events = krate.events.as_ref()?;
    let mut items = vec![definition(events), names(events)];
    items.extend(events.by_body.as_ref().map(|_| by_body::functions()));
    items.extend(events.by_caller.then(|| by_caller::functions(events)));
    let opaque = events.opaque.as_slice();
    items.extend((!opaque.is_empty()).then(|| opaque::functions(opaque)));
    items.extend(events.batch.then(|| batch::functions(events)));
    match &events.by_body {
        Some(rules) => items.extend(by_body::wire(
            events,
            rules,
            carried(
                events,
                &parsed!(Expr: { payload.encode(output); }),
                &parsed!(Expr: { event.encode(output); }),
            ),
        )),
        None => items.push(wire::serialize(
            parsed!(TypeSyntax: Event),
            carried(
                events,
                &parsed!(Expr: payload.serialize(serializer)),
                &parsed!(Expr: event.serialize(serializer)),
            ),
        )),
    }
    let mut contents = header::rust(krate);
    contents.push_str("\nuse asyncapi_runtime::prelude::*;\n");
    if events
        .variants
        .iter()
        .any(|event| names_type(&event.payload))
    {
        contents.push_str(match root {
            Root::Crate => "\nuse crate::types;\n",
            Root::Module => "\nuse super::types;\n",
        });
    }
    contents.push('\n');
    contents.push_str(&format::items(items));
    Some(File {
        path: "src/event.rs".to_owned(),
        contents,
    })
}

/// What a variant holds: payloads of unknown size are boxed, so that the enum stays small.
fn held(payload: &Type) -> TypeSyntax {
    let ty = Place::Wire.ty(payload);
    if boxed(payload) {
        Place::Wire.of(BOX, [ty])
    } else {
        ty
    }
}

/// Whether the payload of an event is boxed.
pub(crate) fn boxed(payload: &Type) -> bool {
    match payload {
        Type::Named(_) | Type::Nullable(_) | Type::TextOr(_) => true,
        Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::String
        | Type::Formatted(_)
        | Type::Secret
        | Type::Json
        | Type::Null
        | Type::Box(_)
        | Type::Vec(_)
        | Type::Map(_) => false,
    }
}

/// Whether a type of the crate is part of a type.
fn names_type(ty: &Type) -> bool {
    match ty {
        Type::Named(_) => true,
        Type::Box(of) | Type::Nullable(of) | Type::TextOr(of) | Type::Vec(of) | Type::Map(of) => {
            names_type(of)
        }
        Type::Bool
        | Type::Integer(_)
        | Type::Number
        | Type::String
        | Type::Formatted(_)
        | Type::Secret
        | Type::Json
        | Type::Null => false,
    }
}

fn definition(events: &Events) -> Syntax {
    let mut attrs = doc::outer(&events.docs, "An event.", None);
    attrs.push(parsed!(Attribute: #[derive(Clone, Debug, PartialEq)]));
    attrs.push(parsed!(Attribute: #[non_exhaustive]));
    let variants = events.variants.iter().map(|event| {
        let wire = doc::code(&event.wire);
        let note = format!("{wire}, declared at {}.", doc::code(&event.pointer));
        let docs = doc::outer(&event.docs, &format!("The event {wire}."), Some(note));
        variant(docs, ident(&event.name), Some(held(&event.payload)))
    });
    let opaque = events.opaque.iter().map(|event| {
        let wire = doc::code(&event.wire);
        let note = format!(
            "{wire}, declared at {}: bytes in {}.",
            doc::code(&event.pointer),
            doc::code(&event.format)
        );
        let docs = doc::outer(&event.docs, &format!("The event {wire}."), Some(note));
        let holds = parsed!(TypeSyntax: Box<OpaqueEvent>);
        variant(docs, ident(&event.name), Some(holds))
    });
    let ambiguous = events.ambiguous.iter().map(|name| {
        let docs = "One of several events, without anything in the body that says which.";
        let holds = parsed!(TypeSyntax: Box<AmbiguousEvent>);
        variant(doc::fixed(docs), ident(name), Some(holds))
    });
    let unknown = variant(
        doc::fixed("Any other event."),
        ident(&events.unknown),
        Some(parsed!(TypeSyntax: Box<UnknownEvent>)),
    );
    let variants = variants
        .chain(opaque)
        .chain(ambiguous)
        .chain([unknown])
        .collect();
    enumeration(attrs, fixed("Event"), variants)
}

/// What every event enum has.
fn names(events: &Events) -> Syntax {
    let names = || {
        let variants = events
            .variants
            .iter()
            .map(|event| (&event.name, &event.wire));
        let opaque = events.opaque.iter().map(|event| (&event.name, &event.wire));
        variants.chain(opaque)
    };
    let mut all = parsed!(ImplItemConst: pub const NAMES: &'static [&'static str] = &[];);
    all.attrs = doc::fixed("The names of the declared events.");
    all.expr = reference(array(names().map(|(_, wire)| Expr::Lit(string(wire)))));
    let arms = names().map(|(name, wire)| {
        let wire = call(parsed!(Expr: Some), [Expr::Lit(string(wire))]);
        arm(holding(own(ident(name)), parsed!(Pat: _)), wire)
    });
    let unknown = holding(own(ident(&events.unknown)), parsed!(Pat: event));
    let unknown = arm(unknown, parsed!(Expr: event.name.as_deref()));
    let ambiguous = events.ambiguous.iter();
    let ambiguous = ambiguous.map(|name| {
        arm(
            holding(own(ident(name)), parsed!(Pat: _)),
            parsed!(Expr: None),
        )
    });
    let mut name = parsed!(ImplItemFn: #[must_use] pub fn name(&self) -> Option<&str> {});
    let docs = doc::fixed(match &events.ambiguous {
        Some(_) => {
            "The event's name; an unknown event may have none, an ambiguous one has several."
        }
        None => "The event's name; an unknown event may have none.",
    });
    name.attrs.splice(0..0, docs);
    let arms = arms.chain(ambiguous).chain([unknown]).collect();
    let name = function(name, body(matching(parsed!(Expr: self), arms)));
    let template = parsed!(ItemImpl: impl Event {});
    implementation(
        template,
        parsed!(TypeSyntax: Event),
        [ImplItem::Const(all), name],
    )
}

/// Does one thing with what an event carries: a payload of the document, or an event of the runtime.
fn carried(events: &Events, with_payload: &Expr, with_event: &Expr) -> Block {
    let arms = groups(events).into_iter().map(|group| {
        let payload = || parsed!(Pat: payload);
        let names = group.events.iter();
        let names = names.map(|(_, event)| holding(own(ident(&event.name)), payload()));
        arm(either(names), with_payload.clone())
    });
    let opaque = events.opaque.iter().map(|event| &event.name);
    let others = opaque.chain(&events.ambiguous).chain([&events.unknown]);
    let others = others.map(|name| {
        let event = holding(own(ident(name)), parsed!(Pat: event));
        arm(event, with_event.clone())
    });
    let arms = arms.chain(others).collect();
    body(matching(parsed!(Expr: self), arms))
}
