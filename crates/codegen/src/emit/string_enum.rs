//! Sets of strings.

use syn::{
    Arm, Attribute, Expr, ImplItem, ImplItemConst, ImplItemFn, Item as Syntax, ItemImpl, ItemMacro,
    Pat, Type,
};

use super::ident::ident;
use super::literal::string;
use super::syntax::{
    arm, array, body, call, enumeration, function, holding, implementation, matching, own, parsed,
    path_expr, path_pattern, reference, variant,
};
use super::ty::{BOX, Place};
use super::{doc, wire};
use crate::ir::{Item, StringEnum};

/// The type.
pub(super) fn definition(place: Place, item: &Item, it: &StringEnum) -> Syntax {
    let mut attrs = doc::item(item, None);
    attrs.push(match it.other {
        Some(_) => parsed!(Attribute: #[derive(Clone, Debug, PartialEq, Eq, Hash)]),
        None => parsed!(Attribute: #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]),
    });
    attrs.push(parsed!(Attribute: #[non_exhaustive]));
    let variants = it.variants.iter().map(|it| {
        let docs = doc::value(&it.docs, &it.value);
        variant(docs, ident(&it.name), None)
    });
    let other = it.other.as_ref().map(|other| {
        let text = place.of(BOX, [parsed!(Type: str)]);
        variant(doc::fixed("Any other string."), ident(other), Some(text))
    });
    enumeration(attrs, ident(&item.name), variants.chain(other).collect())
}

/// The wire code.
pub(super) fn wire(item: &Item, it: &StringEnum) -> Vec<Syntax> {
    let target = wire::target(item);
    let template = match it.other {
        Some(_) => parsed!(ItemMacro: strings!(, open);),
        None => parsed!(ItemMacro: strings!(, closed);),
    };
    vec![
        implementation(
            parsed!(ItemImpl: impl () {}),
            target.clone(),
            [values(it), as_str(it)],
        ),
        conversion(target, it),
        wire::invoke(template, item),
    ]
}

fn values(it: &StringEnum) -> ImplItem {
    let values = it.variants.iter().map(|it| Expr::Lit(string(&it.value)));
    let mut list = parsed!(ImplItemConst: const VALUES: &'static [&'static str] = &[];);
    list.expr = reference(array(values));
    ImplItem::Const(list)
}

fn as_str(it: &StringEnum) -> ImplItem {
    let arms = it.variants.iter().map(|it| {
        let name = path_pattern(own(ident(&it.name)));
        arm(name, Expr::Lit(string(&it.value)))
    });
    let other = it.other.as_ref().map(|other| {
        let other = holding(own(ident(other)), parsed!(Pat: text));
        arm(other, parsed!(Expr: text))
    });
    let mut template = match it.other {
        Some(_) => parsed!(ImplItemFn: #[must_use] pub fn as_str(&self) -> &str {}),
        None => parsed!(ImplItemFn: #[must_use] pub fn as_str(&self) -> &'static str {}),
    };
    template
        .attrs
        .splice(0..0, doc::fixed("The string on the wire."));
    let arms = arms.chain(other).collect();
    function(template, body(matching(parsed!(Expr: self), arms)))
}

/// From a string: always, or only from those that are declared.
fn conversion(target: Type, it: &StringEnum) -> Syntax {
    let arms = it.variants.iter().map(|declared| {
        let variant = path_expr(own(ident(&declared.name)));
        let value = match it.other {
            Some(_) => variant,
            None => call(parsed!(Expr: Ok), [variant]),
        };
        arm(Pat::Lit(string(&declared.value)), value)
    });
    let (template, from, last) = match &it.other {
        Some(other) => {
            let other = call(path_expr(own(ident(other))), [parsed!(Expr: text.into())]);
            (
                parsed!(ItemImpl: impl From<&str> for () {}),
                parsed!(ImplItemFn: fn from(text: &str) -> Self {}),
                arm(parsed!(Pat: _), other),
            )
        }
        None => (
            parsed! { ItemImpl:
                impl TryFrom<&str> for () {
                    type Error = strings::Undeclared;
                }
            },
            parsed! { ImplItemFn:
                fn try_from(text: &str) -> Result<Self, strings::Undeclared> {}
            },
            parsed!(Arm: _ => Err(strings::Undeclared),),
        ),
    };
    let arms = arms.chain([last]).collect();
    let from = function(from, body(matching(parsed!(Expr: text), arms)));
    implementation(template, target, [from])
}
