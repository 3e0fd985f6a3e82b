//! Objects with fields. Most of a crate is made of them, so that they are built without parsing.

use syn::{
    Attribute, Expr, Field as FieldSyntax, ImplItem, ImplItemConst, ImplItemFn, ImplItemType,
    Item as Syntax, ItemImpl, ItemMacro, Pat, Type, Visibility, parse_quote,
};

use super::ident::{fixed, ident, slots};
use super::literal::{number, string};
use super::syntax::{
    arm, array, block, body, call, construct, field, function, generic, implementation, matching,
    member, method, mutable, parsed, path, path_expr, path_type, public, question, reference,
    statement, structure, value,
};
use super::ty::{EXTRA, Place};
use super::{doc, wire};
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
    let rest = rest_field(place, &it.rest);
    structure(attrs, ident(&item.name), fields.chain(rest).collect())
}

/// The wire code.
pub(super) fn wire(item: &Item, it: &Struct) -> Vec<Syntax> {
    let wire = wire::invoke(parsed!(ItemMacro: object!();), item);
    let mut items = vec![slots_struct(item, it), object(item, it), wire];
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
fn rest_field(place: Place, rest: &Rest) -> Option<FieldSyntax> {
    let (ty, text) = match &rest.kind {
        RestKind::Raw => (
            place.of(EXTRA, []),
            "Members that the document does not declare.",
        ),
        RestKind::Typed(ty) => (place.map(ty), "All other members, by name."),
        RestKind::Closed => return None,
    };
    Some(field(doc::fixed(text), public(), ident(&rest.name), ty))
}

/// A place for each member while they come.
fn slots_struct(item: &Item, it: &Struct) -> Syntax {
    let fields = it.fields.iter().map(|it| {
        let ty = Place::Wire.optional(&it.ty, false);
        field(Vec::new(), Visibility::Inherited, ident(&it.name), ty)
    });
    let attrs = vec![parsed!(Attribute: #[derive(Default)])];
    structure(attrs, slots(&item.name), fields.collect())
}

fn object(item: &Item, it: &Struct) -> Syntax {
    let mut slots_type = parsed!(ImplItemType: type Slots = (););
    slots_type.ty = path_type(path([slots(&item.name)], false));
    let mut others = parsed!(ImplItemType: type Others = Extra;);
    match &it.rest.kind {
        RestKind::Raw => {}
        RestKind::Closed => others.ty = parsed!(Type: object::Closed),
        RestKind::Typed(ty) => others.ty = Place::Wire.map(ty),
    }
    let mut fields = parsed!(ImplItemConst: const FIELDS: &'static [Field] = &[];);
    fields.expr = reference(array(it.fields.iter().map(declared)));
    let types = [
        ImplItem::Type(slots_type),
        ImplItem::Type(others),
        ImplItem::Const(fields),
    ];
    let members = types
        .into_iter()
        .chain(read(it))
        .chain([build(it), write(it)]);
    implementation(
        parsed!(ItemImpl: #[doc(hidden)] impl Object for () {}),
        wire::target(item),
        members,
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

/// Reads the member at an index; `None` where there are none.
fn read(it: &Struct) -> Option<ImplItem> {
    let reads = it.fields.iter().map(|field| {
        let slot = mutable(member(parsed!(Expr: to), ident(&field.name)));
        method(parsed!(Expr: value), fixed("read"), [slot])
    });
    let mut reads: Vec<Expr> = reads.collect();
    let last = reads.pop()?;
    if reads.is_empty() {
        let only = parsed! { ImplItemFn:
            fn member<V: Value>(to: &mut Self::Slots, _: usize, value: V) -> V::Read {}
        };
        return Some(function(only, body(last)));
    }
    let arms = reads.into_iter().enumerate();
    let arms = arms.map(|(index, read)| arm(Pat::Lit(number(index)), read));
    let last = arm(parsed!(Pat: _), last);
    let any = parsed! { ImplItemFn:
        fn member<V: Value>(to: &mut Self::Slots, at: usize, value: V) -> V::Read {}
    };
    let arms = arms.chain([last]).collect();
    Some(function(any, body(matching(parsed!(Expr: at), arms))))
}

fn build(it: &Struct) -> ImplItem {
    let fields = it.fields.iter().map(|field| {
        let slot = member(parsed!(Expr: from), ident(&field.name));
        let built = if field.required {
            let args = [slot, Expr::Lit(string(&field.wire))];
            question(call(parsed!(Expr: object::required), args))
        } else {
            slot
        };
        value(ident(&field.name), built)
    });
    let is_open = match &it.rest.kind {
        RestKind::Raw | RestKind::Typed(_) => true,
        RestKind::Closed => false,
    };
    let rest = is_open.then(|| value(ident(&it.rest.name), parsed!(Expr: rest)));
    let template = match (it.fields.is_empty(), is_open) {
        (false, true) => parsed! { ImplItemFn:
            fn build<E: Error>(from: Self::Slots, rest: Self::Others) -> Result<Self, E> {}
        },
        (false, false) => parsed! { ImplItemFn:
            fn build<E: Error>(from: Self::Slots, _: Self::Others) -> Result<Self, E> {}
        },
        (true, true) => parsed! { ImplItemFn:
            fn build<E: Error>(_: Self::Slots, rest: Self::Others) -> Result<Self, E> {}
        },
        (true, false) => parsed! { ImplItemFn:
            fn build<E: Error>(_: Self::Slots, _: Self::Others) -> Result<Self, E> {}
        },
    };
    let built = construct(fields.chain(rest).collect());
    function(template, body(call(parsed!(Expr: Ok), [built])))
}

fn write(it: &Struct) -> ImplItem {
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
    let encode = call(parsed!(Expr: object::encode), args);
    function(
        parsed!(ImplItemFn: fn write(&self, output: &mut dyn Output) {}),
        block(vec![statement(encode)]),
    )
}
