//! What a query is made of.

/// Commands, each of which is given what the one before leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub(crate) commands: Vec<Command>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Command {
    Fields(Vec<Column>),
    Filter(Expr),
    Stats {
        columns: Vec<Column>,
        by: Vec<Column>,
    },
    Sort(Name, Direction),
    Limit(f64),
}

/// A value, and what it is called.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    pub(crate) expr: Expr,
    pub(crate) alias: Option<Name>,
}

impl Column {
    /// What it is called in the rows.
    pub(crate) fn name(&self) -> Option<&Name> {
        match (&self.alias, &self.expr) {
            (Some(alias), _) => Some(alias),
            (None, Expr::Field(name)) => Some(name),
            (None, _) => None,
        }
    }
}

/// A word of the query, and how many bytes stand before it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Ascending,
    Descending,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Number(f64),
    Text(Name),
    Field(Name),
    /// The `*` of `count(*)`.
    All,
    /// A number and its unit, in `bin(..)`.
    Period(f64, Name),
    Call(Name, Vec<Expr>),
    Not(Box<Expr>),
    Two(Box<Expr>, Operator, Box<Expr>),
    In(Box<Expr>, Vec<Expr>),
}

impl Expr {
    /// How many bytes stand before its first word.
    pub(crate) fn at(&self) -> usize {
        match self {
            Expr::Text(name) | Expr::Field(name) | Expr::Period(_, name) | Expr::Call(name, _) => {
                name.at
            }
            Expr::Not(inner) | Expr::Two(inner, ..) | Expr::In(inner, _) => inner.at(),
            Expr::Number(_) | Expr::All => 0,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Or,
    And,
    Is,
    IsNot,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Times,
    By,
}

/// Queries and filter patterns say "and" and "or" in different ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    Query,
    Pattern,
}

impl Dialect {
    /// The operators, those that bind weaker first.
    pub(crate) fn levels(self) -> [&'static [(&'static str, Operator)]; 5] {
        let (or, and): (&[_], &[_]) = match self {
            Dialect::Query => (&[("or", Operator::Or)], &[("and", Operator::And)]),
            Dialect::Pattern => (&[("||", Operator::Or)], &[("&&", Operator::And)]),
        };
        [or, and, COMPARISONS, SUMS, PRODUCTS]
    }
}

pub(crate) const COMPARISONS: &[(&str, Operator)] = &[
    ("=", Operator::Is),
    ("!=", Operator::IsNot),
    ("<", Operator::Less),
    ("<=", Operator::AtMost),
    (">", Operator::More),
    (">=", Operator::AtLeast),
];
const SUMS: &[(&str, Operator)] = &[("+", Operator::Plus), ("-", Operator::Minus)];
const PRODUCTS: &[(&str, Operator)] = &[("*", Operator::Times), ("/", Operator::By)];

impl Operator {
    pub(crate) fn compares(self) -> bool {
        COMPARISONS.iter().any(|(_, own)| *own == self)
    }

    pub(crate) fn joins(self) -> bool {
        matches!(self, Operator::Or | Operator::And)
    }
}
