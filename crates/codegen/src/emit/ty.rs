//! Types as they are written where they are used.

use syn::{Path, Type as Syntax};

use super::declared::Declared;
use super::ident::{fixed, ident};
use super::syntax::{generic, parsed, path, path_type};
use crate::ir::{Format, Integer, Type};

/// A type of another crate.
#[derive(Clone, Copy)]
pub(super) struct Foreign {
    /// Its name.
    pub(super) name: &'static str,
    /// Where it comes from.
    pub(super) module: &'static [&'static str],
    /// Whether it has to be imported.
    pub(super) imported: bool,
}

pub(super) const BOOL: Foreign = primitive("bool");
pub(super) const OPTION: Foreign = prelude("Option", &["core", "option"]);
pub(super) const STRING: Foreign = prelude("String", &["std", "string"]);
pub(super) const BOX: Foreign = prelude("Box", &["std", "boxed"]);
pub(super) const VEC: Foreign = prelude("Vec", &["std", "vec"]);
pub(super) const MAP: Foreign = imported("BTreeMap", &["std", "collections"]);
pub(super) const EXTRA: Foreign = imported("Extra", &["asyncapi_runtime"]);
pub(super) const FORMATTED: Foreign = imported("Formatted", &["asyncapi_runtime"]);
pub(super) const JSON: Foreign = imported("Json", &["asyncapi_runtime"]);
pub(super) const SECRET: Foreign = imported("Secret", &["asyncapi_runtime"]);
pub(super) const NULLABLE: Foreign = imported("Nullable", &["asyncapi_runtime"]);
pub(super) const TEXT_OR: Foreign = imported("TextOr", &["asyncapi_runtime"]);
pub(super) const NUMBER: Foreign = imported("Number", &["asyncapi_runtime"]);

const fn primitive(name: &'static str) -> Foreign {
    prelude(name, &["core", "primitive"])
}

const fn prelude(name: &'static str, module: &'static [&'static str]) -> Foreign {
    Foreign {
        name,
        module,
        imported: false,
    }
}

const fn imported(name: &'static str, module: &'static [&'static str]) -> Foreign {
    Foreign {
        name,
        module,
        imported: true,
    }
}

/// Where a type is written.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// Among the types of the crate: they go by their names, and a foreign type of the same name
    /// by its path.
    Types(&'a Declared<'a>),
    /// In wire code, where the types of the crate are in the module `types`.
    Wire,
}

impl Place<'_> {
    /// A type.
    pub(super) fn ty(self, ty: &Type) -> Syntax {
        match ty {
            Type::Bool => self.of(BOOL, []),
            Type::Integer(integer) => self.of(integer_type(*integer), []),
            Type::Number => self.of(NUMBER, []),
            Type::String => self.of(STRING, []),
            Type::Formatted(format) => self.of(FORMATTED, [self.format(*format)]),
            Type::Secret => self.of(SECRET, []),
            Type::Json => self.of(JSON, []),
            Type::Null => parsed!(Syntax: ()),
            Type::Named(name) => path_type(match self {
                Self::Types(_) => path([ident(name)], false),
                Self::Wire => path([fixed("types"), ident(name)], false),
            }),
            Type::Box(inner) => self.of(BOX, [self.ty(inner)]),
            Type::Nullable(inner) => self.of(NULLABLE, [self.ty(inner)]),
            Type::TextOr(inner) => self.of(TEXT_OR, [self.ty(inner)]),
            Type::Vec(inner) => self.of(VEC, [self.ty(inner)]),
            Type::Map(inner) => self.map(inner),
        }
    }

    /// What texts of a format stand for. Wire code does not import it.
    fn format(self, format: Format) -> Syntax {
        let foreign = format_type(format);
        match self {
            Self::Types(_) => self.of(foreign, []),
            Self::Wire => path_type(absolute(foreign)),
        }
    }

    /// A type, in an `Option` unless it is required.
    pub(super) fn optional(self, ty: &Type, required: bool) -> Syntax {
        let ty = self.ty(ty);
        if required { ty } else { self.of(OPTION, [ty]) }
    }

    /// A map of strings.
    pub(super) fn map(self, inner: &Type) -> Syntax {
        self.of(MAP, [self.of(STRING, []), self.ty(inner)])
    }

    /// A foreign type of some arguments.
    pub(super) fn of<const N: usize>(self, foreign: Foreign, args: [Syntax; N]) -> Syntax {
        let path = match self {
            Self::Types(declared) if declared.declares(foreign.name) => absolute(foreign),
            Self::Types(_) | Self::Wire => path([fixed(foreign.name)], false),
        };
        path_type(if N == 0 {
            path
        } else {
            generic(path, args, false)
        })
    }
}

/// The whole path of a foreign type.
fn absolute(foreign: Foreign) -> Path {
    let parts = foreign.module.iter().chain([&foreign.name]);
    path(parts.map(|part| fixed(part)), true)
}

/// What texts of a format stand for.
pub(super) fn format_type(format: Format) -> Foreign {
    match format {
        Format::Timestamp => imported("Timestamp", &["asyncapi_runtime", "jiff"]),
        Format::Date => imported("Date", &["asyncapi_runtime", "jiff", "civil"]),
        Format::Time => imported("Time", &["asyncapi_runtime", "jiff", "civil"]),
        Format::Span => imported("Span", &["asyncapi_runtime", "jiff"]),
        Format::Uuid => imported("Uuid", &["asyncapi_runtime", "uuid"]),
        Format::Url => imported("Url", &["asyncapi_runtime", "url"]),
    }
}

/// The type of integers of a size.
pub(super) fn integer_type(integer: Integer) -> Foreign {
    match integer {
        Integer::I8 => primitive("i8"),
        Integer::I16 => primitive("i16"),
        Integer::I32 => primitive("i32"),
        Integer::I64 => primitive("i64"),
        Integer::U8 => primitive("u8"),
        Integer::U16 => primitive("u16"),
        Integer::U32 => primitive("u32"),
        Integer::U64 => primitive("u64"),
        Integer::Any => imported("Integer", &["asyncapi_runtime"]),
    }
}
