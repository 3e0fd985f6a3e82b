//! Syntax trees, built as cheaply as they can be: what is fixed is parsed once a thread and cloned
//! ([`parsed!`]), what varies is put together from its parts. To parse the tokens of every type
//! would take longer than all the rest of generation.

use proc_macro2::Ident;
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, Arm, Attribute, Block, Expr, ExprArray, ExprCall, ExprField,
    ExprMatch, ExprMethodCall, ExprPath, ExprReference, ExprStruct, ExprTry, ExprTuple, Field,
    FieldModifiers, FieldValue, Fields, FieldsNamed, FieldsUnnamed, GenericArgument, Generics,
    ImplItem, ImplItemFn, Item, ItemEnum, ItemImpl, ItemMod, ItemStruct, ItemUse, Pat, PatOr,
    PatTupleStruct, Path, PathArguments, PathSegment, QSelf, Stmt, Token, Type, TypePath, UseGroup,
    UseName, UsePath, UseTree, Variant, Visibility, token,
};

/// A syntax tree of the named type, from tokens that hold nothing of the document, e.g.
/// `parsed!(Expr: self.as_str())`.
macro_rules! parsed {
    ($tree:ty: $($tokens:tt)*) => {{
        thread_local! {
            static PARSED: $tree = ::syn::parse_quote!($($tokens)*);
        }
        PARSED.with(<$tree>::clone)
    }};
}
pub(super) use parsed;

/// `mod name;`
pub(super) fn module(ident: Ident) -> Item {
    let mut module = parsed!(ItemMod: mod name;);
    module.ident = ident;
    Item::Mod(module)
}

/// `use parts::of::a::path::{name, …};`, of a template for one of anything.
pub(super) fn uses(
    mut template: ItemUse,
    module: impl DoubleEndedIterator<Item = Ident>,
    names: impl Iterator<Item = Ident>,
) -> Item {
    let names = UseTree::Group(UseGroup {
        brace_token: token::Brace::default(),
        items: names
            .map(|ident| UseTree::Name(UseName { ident }))
            .collect(),
    });
    template.tree = module.rfold(names, |tree, ident| {
        UseTree::Path(UsePath {
            ident,
            colon2_token: <Token![::]>::default(),
            tree: Box::new(tree),
        })
    });
    Item::Use(template)
}

/// `pub struct Name { … }`
pub(super) fn structure(attrs: Vec<Attribute>, ident: Ident, fields: Vec<Field>) -> Item {
    Item::Struct(ItemStruct {
        attrs,
        vis: public(),
        struct_token: <Token![struct]>::default(),
        ident,
        generics: Generics::default(),
        fields: Fields::Named(FieldsNamed {
            brace_token: token::Brace::default(),
            named: fields.into_iter().collect(),
        }),
        semi_token: None,
    })
}

/// `name: Type` in a struct.
pub(super) fn field(attrs: Vec<Attribute>, vis: Visibility, ident: Ident, ty: Type) -> Field {
    Field {
        attrs,
        vis,
        modifiers: FieldModifiers::default(),
        ident: Some(ident),
        colon_token: Some(<Token![:]>::default()),
        ty,
        default: None,
    }
}

/// `pub enum Name { … }`
pub(super) fn enumeration(attrs: Vec<Attribute>, ident: Ident, variants: Vec<Variant>) -> Item {
    Item::Enum(ItemEnum {
        attrs,
        vis: public(),
        enum_token: <Token![enum]>::default(),
        ident,
        generics: Generics::default(),
        brace_token: token::Brace::default(),
        variants: variants.into_iter().collect(),
    })
}

/// `Name` or `Name(Type)` in an enum.
pub(super) fn variant(attrs: Vec<Attribute>, ident: Ident, holds: Option<Type>) -> Variant {
    let fields = holds.map_or(Fields::Unit, |ty| {
        let field = Field {
            attrs: Vec::new(),
            vis: Visibility::Inherited,
            modifiers: FieldModifiers::default(),
            ident: None,
            colon_token: None,
            ty,
            default: None,
        };
        Fields::Unnamed(FieldsUnnamed {
            paren_token: token::Paren::default(),
            unnamed: std::iter::once(field).collect(),
        })
    });
    Variant {
        attrs,
        ident,
        fields,
        discriminant: None,
    }
}

/// `pub`
pub(super) fn public() -> Visibility {
    Visibility::Public(<Token![pub]>::default())
}

/// An implementation, of a template for one without type and members.
pub(super) fn implementation(
    mut template: ItemImpl,
    target: Type,
    members: impl IntoIterator<Item = ImplItem>,
) -> Item {
    *template.self_ty = target;
    template.items.extend(members);
    Item::Impl(template)
}

/// A function, of a template for one with an empty body.
pub(super) fn function(mut template: ImplItemFn, body: Block) -> ImplItem {
    template.block = body;
    ImplItem::Fn(template)
}

/// `{ … }`
pub(super) fn block(stmts: Vec<Stmt>) -> Block {
    Block {
        brace_token: token::Brace::default(),
        stmts,
    }
}

/// `{ expr }`
pub(super) fn body(expr: Expr) -> Block {
    block(vec![Stmt::Expr(expr, None)])
}

/// `expr;`
pub(super) fn statement(expr: Expr) -> Stmt {
    Stmt::Expr(expr, Some(<Token![;]>::default()))
}

/// `function(…)`
pub(super) fn call(function: Expr, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(function),
        paren_token: token::Paren::default(),
        args: args.into_iter().collect(),
    })
}

/// `receiver.method(…)`
pub(super) fn method(receiver: Expr, method: Ident, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::MethodCall(ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: <Token![.]>::default(),
        method,
        turbofish: None,
        paren_token: token::Paren::default(),
        args: args.into_iter().collect(),
    })
}

/// `base.member`
pub(super) fn member(base: Expr, member: Ident) -> Expr {
    Expr::Field(ExprField {
        attrs: Vec::new(),
        base: Box::new(base),
        dot_token: <Token![.]>::default(),
        member: member.into(),
    })
}

/// `name: value` in a struct expression.
pub(super) fn value(member: Ident, expr: Expr) -> FieldValue {
    FieldValue {
        attrs: Vec::new(),
        member: member.into(),
        colon_token: Some(<Token![:]>::default()),
        expr,
    }
}

/// `Self { … }`
pub(super) fn construct(fields: Vec<FieldValue>) -> Expr {
    Expr::Struct(ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path: parsed!(Path: Self),
        brace_token: token::Brace::default(),
        fields: fields.into_iter().collect(),
        dot2_token: None,
        rest: None,
    })
}

/// `[…]`
pub(super) fn array(elems: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: token::Bracket::default(),
        elems: elems.into_iter().collect(),
    })
}

/// `&expr`
pub(super) fn reference(expr: Expr) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: <Token![&]>::default(),
        mutability: None,
        expr: Box::new(expr),
    })
}

/// `&mut expr`
pub(super) fn mutable(expr: Expr) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: <Token![&]>::default(),
        mutability: Some(<Token![mut]>::default()),
        expr: Box::new(expr),
    })
}

/// `expr?`
pub(super) fn question(expr: Expr) -> Expr {
    Expr::Try(ExprTry {
        attrs: Vec::new(),
        expr: Box::new(expr),
        question_token: <Token![?]>::default(),
    })
}

/// `match expr { … }`
pub(super) fn matching(expr: Expr, arms: Vec<Arm>) -> Expr {
    Expr::Match(ExprMatch {
        attrs: Vec::new(),
        match_token: <Token![match]>::default(),
        expr: Box::new(expr),
        brace_token: token::Brace::default(),
        arms,
    })
}

/// `pattern => body,`
pub(super) fn arm(pat: Pat, body: Expr) -> Arm {
    Arm {
        attrs: Vec::new(),
        pat,
        fat_arrow_token: <Token![=>]>::default(),
        body: Box::new(body),
        comma: Some(<Token![,]>::default()),
    }
}

/// `Self::Variant`
pub(super) fn own(variant: Ident) -> Path {
    let mut path = parsed!(Path: Self);
    path.segments.push(variant.into());
    path
}

/// `path` as a pattern.
pub(super) fn path_pattern(path: Path) -> Pat {
    Pat::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

/// `path(inner)` as a pattern.
pub(super) fn holding(path: Path, inner: Pat) -> Pat {
    Pat::TupleStruct(PatTupleStruct {
        attrs: Vec::new(),
        qself: None,
        path,
        paren_token: token::Paren::default(),
        elems: std::iter::once(inner).collect(),
    })
}

/// `one | other | …`
pub(super) fn either(cases: impl IntoIterator<Item = Pat>) -> Pat {
    Pat::Or(PatOr {
        attrs: Vec::new(),
        leading_vert: None,
        cases: cases.into_iter().collect(),
    })
}

/// `<Type as Trait>::item`, of the path `Trait::item`.
pub(super) fn qualified(ty: Type, path: Path) -> Expr {
    Expr::Path(ExprPath {
        attrs: Vec::new(),
        qself: Some(QSelf {
            lt_token: <Token![<]>::default(),
            ty: Box::new(ty),
            position: path.segments.len().saturating_sub(1),
            as_token: Some(<Token![as]>::default()),
            gt_token: <Token![>]>::default(),
        }),
        path,
    })
}

/// `(…, …)`
pub(super) fn tuple(elems: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Tuple(ExprTuple {
        attrs: Vec::new(),
        paren_token: token::Paren::default(),
        elems: elems.into_iter().collect(),
    })
}

/// `parts::of::a::path`, or `::parts::of::a::path` where it begins at a crate.
pub(super) fn path(parts: impl IntoIterator<Item = Ident>, from_crate: bool) -> Path {
    Path {
        leading_colon: from_crate.then(<Token![::]>::default),
        segments: parts.into_iter().map(PathSegment::from).collect(),
    }
}

/// The path with generic arguments; behind `::` in an expression.
pub(super) fn generic(
    mut path: Path,
    args: impl IntoIterator<Item = Type>,
    in_expression: bool,
) -> Path {
    if let Some(last) = path.segments.last_mut() {
        last.arguments = PathArguments::AngleBracketed(AngleBracketedGenericArguments {
            colon2_token: in_expression.then(<Token![::]>::default),
            lt_token: <Token![<]>::default(),
            args: args
                .into_iter()
                .map(GenericArgument::Type)
                .collect::<Punctuated<_, _>>(),
            gt_token: <Token![>]>::default(),
        });
    }
    path
}

/// A path as a type.
pub(super) fn path_type(path: Path) -> Type {
    Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

/// A path as an expression.
pub(super) fn path_expr(path: Path) -> Expr {
    Expr::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}
