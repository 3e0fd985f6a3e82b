//! Objects with fields. Most of a crate is made of them, so that they are built without parsing.

use syn::{
    Arm, Attribute, Block, Expr, Field as FieldSyntax, ImplItem, ImplItemConst, ImplItemFn,
    ImplItemType, Item as Syntax, ItemImpl, Pat, Visibility, parse_quote,
};

use super::doc;
use super::ident::{fixed, ident, slots};
use super::literal::{number, string};
use super::syntax::{
    arm, array, block, body, call, construct, field, function, generic, implementation, matching,
    member, mutable, parsed, path, path_expr, path_type, public, question, reference, statement,
    structure, value,
};
use super::ty::{EXTRA, Place};
use super::wire::{self, Code};
use crate::ir::{Field, Item, Rest, RestKind, Struct};

/// The type.
pub(super) fn definition(place: Place, item: &Item, it: &Struct) -> Syntax {
    let mut attrs = doc::item(item, None);
    attrs.push(parsed!(Attribute: #[derive(Clone, Debug, PartialEq)]));
    attrs.push(parsed!(Attribute: #[non_exhaustive]));
    let fields = it.fields.iter().map(|it| {
        let ty = place.optional(&it.ty, it.required);
        field(field_docs(it), public(), ident(&it.name), ty)
    });
    let rest = rest_field(place, &it.rest, public(), doc::fixed);
    structure(attrs, ident(&item.name), fields.chain(rest).collect())
}

/// The wire code.
pub(super) fn wire(item: &Item, it: &Struct) -> Vec<Syntax> {
    let impls = wire::impls(
        &wire::target(item),
        Code {
            shape: parsed!(Block: { object::shape::<Self>() }),
            decode: parsed!(Block: { object::decode(deserializer) }),
            encode: encode(it),
        },
    );
    let mut items = vec![slots_struct(item, it), object(item, it)];
    items.extend(impls);
    if item.is_built {
        items.extend(new(item, it));
    }
    items
}

/// The function that makes a value of its required members; `Default`, if there are none.
fn new(item: &Item, it: &Struct) -> Vec<Syntax> {
    let target = wire::target(item);
    let required = || it.fields.iter().filter(|field| field.required);
    let names: Vec<_> = required().map(|field| ident(&field.name)).collect();
    let types: Vec<_> = required().map(|field| Place::Wire.ty(&field.ty)).collect();
    let optional = it.fields.iter().filter(|field| !field.required);
    let optional: Vec<_> = optional.map(|field| ident(&field.name)).collect();
    let rest = match &it.rest.kind {
        RestKind::Raw => Some(value(ident(&it.rest.name), parsed!(Expr: Extra::new()))),
        RestKind::Typed(_) => Some(value(ident(&it.rest.name), parsed!(Expr: BTreeMap::new()))),
        RestKind::Closed => None,
    };
    let rest = rest.iter();
    let docs = doc::fixed(if names.is_empty() {
        "A value without any member."
    } else {
        "A value that has its required members."
    });
    let many: Option<Attribute> = (names.len() > 7).then(|| {
        parse_quote!(#[expect(clippy::too_many_arguments, reason = "the document requires as many")])
    });
    let default: Option<Syntax> = names.is_empty().then(|| {
        parse_quote! {
            impl Default for #target {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    let new = parse_quote! {
        impl #target {
            #(#docs)*
            #many
            #[must_use]
            pub fn new(#(#names: #types),*) -> Self {
                Self {
                    #(#names,)*
                    #(#optional: None,)*
                    #(#rest,)*
                }
            }
        }
    };
    std::iter::once(new).chain(default).collect()
}

fn field_docs(field: &Field) -> Vec<Attribute> {
    let wire = doc::code(&field.wire);
    let note = (field.name.as_str() != field.wire).then(|| format!("{wire} on the wire."));
    doc::outer(&field.docs, &format!("The member {wire}."), note)
}

/// The field that keeps other members.
fn rest_field(
    place: Place,
    rest: &Rest,
    vis: Visibility,
    docs: impl Fn(&str) -> Vec<Attribute>,
) -> Option<FieldSyntax> {
    let (ty, text) = match &rest.kind {
        RestKind::Raw => (
            place.of(EXTRA, []),
            "Members that the document does not declare.",
        ),
        RestKind::Typed(ty) => (place.map(ty), "All other members, by name."),
        RestKind::Closed => return None,
    };
    Some(field(docs(text), vis, ident(&rest.name), ty))
}

/// A place for each member while they come.
fn slots_struct(item: &Item, it: &Struct) -> Syntax {
    let private = || Visibility::Inherited;
    let fields = it.fields.iter().map(|it| {
        let ty = Place::Wire.optional(&it.ty, false);
        field(Vec::new(), private(), ident(&it.name), ty)
    });
    let rest = rest_field(Place::Wire, &it.rest, private(), |_| Vec::new());
    let attrs = vec![parsed!(Attribute: #[derive(Default)])];
    structure(attrs, slots(&item.name), fields.chain(rest).collect())
}

fn object(item: &Item, it: &Struct) -> Syntax {
    let mut slots_type = parsed!(ImplItemType: type Slots = (););
    slots_type.ty = path_type(path([slots(&item.name)], false));
    let mut fields = parsed!(ImplItemConst: const FIELDS: &'static [Field] = &[];);
    fields.expr = reference(array(it.fields.iter().map(declared)));
    let mut rest = parsed!(ImplItemConst: const REST: Rest = Rest::Any;);
    rest.expr = match &it.rest.kind {
        RestKind::Raw => parsed!(Expr: Rest::Any),
        RestKind::Closed => parsed!(Expr: Rest::Closed),
        RestKind::Typed(ty) => call(parsed!(Expr: Rest::Shape), [wire::shape_of(ty)]),
    };
    implementation(
        parsed!(ItemImpl: #[doc(hidden)] impl Object for () {}),
        wire::target(item),
        [
            ImplItem::Type(slots_type),
            ImplItem::Const(fields),
            ImplItem::Const(rest),
            index(it),
            read(it),
            other(&it.rest),
            build(it),
        ],
    )
}

/// `Field::required::<Type>("wire")`
fn declared(field: &Field) -> Expr {
    let kind = if field.required {
        "required"
    } else {
        "optional"
    };
    let kind = path([fixed("Field"), fixed(kind)], false);
    let kind = generic(kind, [Place::Wire.ty(&field.ty)], true);
    call(path_expr(kind), [Expr::Lit(string(&field.wire))])
}

fn index(it: &Struct) -> ImplItem {
    if it.fields.is_empty() {
        let none = parsed!(ImplItemFn: fn index(_: &str) -> Option<usize> { None });
        return ImplItem::Fn(none);
    }
    let mut arms: Vec<_> = it
        .fields
        .iter()
        .enumerate()
        .map(|(index, field)| {
            let index = call(parsed!(Expr: Some), [Expr::Lit(number(index))]);
            arm(Pat::Lit(string(&field.wire)), index)
        })
        .collect();
    arms.push(parsed!(Arm: _ => None,));
    function(
        parsed!(ImplItemFn: fn index(name: &str) -> Option<usize> {}),
        body(matching(parsed!(Expr: name), arms)),
    )
}

/// Reads the member of an index.
fn read(it: &Struct) -> ImplItem {
    let mut reads: Vec<Expr> = it
        .fields
        .iter()
        .map(|field| {
            let slot = mutable(member(parsed!(Expr: slots), ident(&field.name)));
            let args = [parsed!(Expr: map), slot, Expr::Lit(string(&field.wire))];
            call(parsed!(Expr: object::field), args)
        })
        .collect();
    let Some(last) = reads.pop() else {
        return ImplItem::Fn(parsed! { ImplItemFn:
            fn member<'de, A: MapAccess<'de>>(
                _: &mut Self::Slots,
                _: usize,
                _: &mut A,
            ) -> Result<(), A::Error> {
                object::refuse()
            }
        });
    };
    if reads.is_empty() {
        let only = parsed! { ImplItemFn:
            fn member<'de, A: MapAccess<'de>>(
                slots: &mut Self::Slots,
                _: usize,
                map: &mut A,
            ) -> Result<(), A::Error> {
            }
        };
        return function(only, body(last));
    }
    let arms = reads.into_iter().enumerate();
    let arms = arms.map(|(index, read)| arm(Pat::Lit(number(index)), read));
    let last = arm(parsed!(Pat: _), last);
    let any = parsed! { ImplItemFn:
        fn member<'de, A: MapAccess<'de>>(
            slots: &mut Self::Slots,
            index: usize,
            map: &mut A,
        ) -> Result<(), A::Error> {
        }
    };
    let arms = arms.chain([last]).collect();
    function(any, body(matching(parsed!(Expr: index), arms)))
}

/// Keeps a member that is not declared.
fn other(rest: &Rest) -> ImplItem {
    let keep = match &rest.kind {
        RestKind::Raw => parsed!(Expr: object::keep),
        RestKind::Typed(_) => parsed!(Expr: object::insert),
        RestKind::Closed => {
            return ImplItem::Fn(parsed! { ImplItemFn:
                fn other<'de, A: MapAccess<'de>>(
                    _: &mut Self::Slots,
                    _: Box<str>,
                    _: &mut A,
                ) -> Result<(), A::Error> {
                    object::refuse()
                }
            });
        }
    };
    let slot = mutable(member(parsed!(Expr: slots), ident(&rest.name)));
    let args = [parsed!(Expr: map), slot, parsed!(Expr: name)];
    let other = parsed! { ImplItemFn:
        fn other<'de, A: MapAccess<'de>>(
            slots: &mut Self::Slots,
            name: Box<str>,
            map: &mut A,
        ) -> Result<(), A::Error> {
        }
    };
    function(other, body(call(keep, args)))
}

fn build(it: &Struct) -> ImplItem {
    let slot = |name| member(parsed!(Expr: slots), name);
    let fields = it.fields.iter().map(|field| {
        let slot = slot(ident(&field.name));
        let built = if field.required {
            let args = [slot, Expr::Lit(string(&field.wire))];
            question(call(parsed!(Expr: object::required), args))
        } else {
            slot
        };
        value(ident(&field.name), built)
    });
    let rest = match &it.rest.kind {
        RestKind::Raw | RestKind::Typed(_) => {
            let name = ident(&it.rest.name);
            Some(value(name.clone(), slot(name)))
        }
        RestKind::Closed => None,
    };
    let fields: Vec<_> = fields.chain(rest).collect();
    if fields.is_empty() {
        return ImplItem::Fn(parsed! { ImplItemFn:
            fn build<E: Error>(_: Self::Slots) -> Result<Self, E> {
                Ok(Self {})
            }
        });
    }
    function(
        parsed!(ImplItemFn: fn build<E: Error>(slots: Self::Slots) -> Result<Self, E> {}),
        body(call(parsed!(Expr: Ok), [construct(fields)])),
    )
}

fn encode(it: &Struct) -> Block {
    let own = |name| reference(member(parsed!(Expr: self), name));
    let members = it.fields.iter().map(|field| own(ident(&field.name)));
    let others = match &it.rest.kind {
        RestKind::Raw | RestKind::Typed(_) => own(ident(&it.rest.name)),
        RestKind::Closed => parsed!(Expr: &object::Closed),
    };
    let args = [
        parsed!(Expr: output),
        parsed!(Expr: Self::FIELDS),
        reference(array(members)),
        others,
    ];
    block(vec![statement(call(parsed!(Expr: object::encode), args))])
}
