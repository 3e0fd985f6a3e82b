//! Repeats what an alias stands for, within limits. An alias becomes nodes of its own, so that
//! each node has one parent and one pointer.

use super::build::Builder;
use crate::code;
use crate::diagnostic::{Diagnostic, shortened};
use crate::source::Span;
use crate::tree::{self, Node, NodeId, Scalar, Value};

/// What an anchor stands for.
pub(super) enum Anchor {
    /// A container that is not closed yet.
    Open,
    /// The nodes from `first` up to `end`: a value and all that it holds.
    Value { first: NodeId, end: NodeId },
    /// A key, which is no node.
    Key(Scalar),
}

/// Puts a copy of what an anchor stands for where the alias is.
pub(super) fn repeat(
    builder: &mut Builder<'_>,
    anchor: usize,
    span: Span,
) -> Result<(), Diagnostic> {
    match builder.anchors.get(anchor) {
        None | Some(Anchor::Open) => Err(cycle(builder, span)),
        Some(Anchor::Key(scalar)) => {
            let scalar = scalar.clone();
            spend(builder, 1, scalar.text.len(), span)?;
            builder.scalar(scalar, span, 0)
        }
        Some(&Anchor::Value { first, end }) => {
            let nodes = (first.0..end.0).len();
            spend(builder, nodes, 0, span)?;
            let range = builder
                .nodes
                .get(first.0 as usize..end.0 as usize)
                .unwrap_or_default();
            let (bytes, levels) = (text_bytes(range), levels(range, first));
            spend(builder, 0, bytes, span)?;
            builder.check_depth(levels, span)?;
            builder.check_nodes(nodes, span)?;
            copy(builder, first, span)
        }
    }
}

fn copy(builder: &mut Builder<'_>, first: NodeId, span: Span) -> Result<(), Diagnostic> {
    let Some(node) = builder.nodes.get(first.0 as usize) else {
        return Ok(());
    };
    match &node.value {
        Value::Scalar(scalar) if builder.expects_key() => {
            let scalar = scalar.clone();
            builder.scalar(scalar, span, 0)
        }
        value => {
            let noun = value.noun();
            let (parent, index) = builder.attach(span, noun)?;
            tree::copy(builder.nodes, first, parent, index);
            Ok(())
        }
    }
}

/// Counts what is repeated, and refuses it if it is too much.
fn spend(
    builder: &mut Builder<'_>,
    nodes: usize,
    bytes: usize,
    span: Span,
) -> Result<(), Diagnostic> {
    let repeated = &mut *builder.repeated;
    repeated.nodes = repeated.nodes.saturating_add(nodes);
    repeated.bytes = repeated.bytes.saturating_add(bytes);
    let limits = builder.limits;
    let message = if repeated.nodes > limits.alias_nodes {
        format!("aliases repeat more than {} values", limits.alias_nodes)
    } else if repeated.bytes > limits.total_bytes {
        format!("aliases repeat more than {} bytes", limits.total_bytes)
    } else {
        return Ok(());
    };
    Err(builder
        .fault(&code::ALIAS_EXPANSION, span, message)
        .help("refer to shared parts with `$ref`, which repeats nothing"))
}

fn cycle(builder: &Builder<'_>, span: Span) -> Diagnostic {
    let alias = builder
        .text
        .get(span.start as usize..span.end as usize)
        .unwrap_or_default();
    let message = format!(
        "the alias `{}` stands inside the value that it repeats",
        shortened(alias)
    );
    builder
        .fault(&code::ALIAS_CYCLE, span, message)
        .help("refer to recursive parts with `$ref`")
}

fn text_bytes(nodes: &[Node]) -> usize {
    let bytes = |node: &Node| match &node.value {
        Value::Scalar(scalar) => scalar.text.len(),
        Value::Sequence(_) => 0,
        Value::Mapping(mapping) => mapping.entries().iter().map(|entry| entry.key.len()).sum(),
    };
    nodes.iter().map(bytes).sum()
}

/// How many levels a value and what it holds take.
fn levels(nodes: &[Node], first: NodeId) -> usize {
    let mut levels: Vec<usize> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let above = node.parent.and_then(|parent| parent.0.checked_sub(first.0));
        let above = above.and_then(|parent| levels.get(parent as usize));
        levels.push(above.copied().unwrap_or(0_usize).saturating_add(1));
    }
    levels.into_iter().max().unwrap_or_default()
}
