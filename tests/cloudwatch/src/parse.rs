//! From a text to a query, in what both the grammar of 2020 and the documentation of 2026 know.

use crate::Refusal;
use crate::query::{Column, Command, Dialect, Direction, Expr, Name, Operator, Query};
use crate::token::{Kind, Token, tokens};

/// The service takes no more.
const LONGEST: usize = 10_000;

/// Reads a query.
pub(crate) fn query(text: &str) -> Result<Query, Refusal> {
    if text.len() > LONGEST {
        return Err(Refusal::new(
            LONGEST,
            "a query has at most 10,000 characters",
        ));
    }
    let mut reader = Reader::of(text, Dialect::Query)?;
    let mut commands = vec![reader.command()?];
    while reader.take_sign("|") {
        commands.push(reader.command()?);
    }
    reader.end()?;
    Ok(Query { commands })
}

/// Reads an expression alone.
pub(crate) fn expression(text: &str, dialect: Dialect) -> Result<Expr, Refusal> {
    let mut reader = Reader::of(text, dialect)?;
    let expr = reader.expr()?;
    reader.end()?;
    Ok(expr)
}

struct Reader {
    tokens: Vec<Token>,
    next: usize,
    levels: [&'static [(&'static str, Operator)]; 5],
    depth: usize,
}

/// Which of the levels compares.
const COMPARING: usize = 2;

const DEEPEST: usize = 64;

impl Reader {
    fn of(text: &str, dialect: Dialect) -> Result<Reader, Refusal> {
        Ok(Reader {
            tokens: tokens(text)?,
            next: 0,
            levels: dialect.levels(),
            depth: 0,
        })
    }

    fn command(&mut self) -> Result<Command, Refusal> {
        let at = self.peek().at;
        let name = self.word("a command")?;
        match name.text.to_ascii_lowercase().as_str() {
            "fields" | "display" => self.columns().map(Command::Fields),
            "filter" => self.expr().map(Command::Filter),
            "stats" => self.stats(),
            "sort" => self.sort(),
            "limit" => self.limit(),
            other => Err(Refusal::new(
                at,
                format!(
                    "`{other}` is none of `fields`, `display`, `filter`, `stats`, `sort` and `limit`"
                ),
            )),
        }
    }

    fn stats(&mut self) -> Result<Command, Refusal> {
        let columns = self.columns()?;
        let by = if self.take_word("by") {
            self.columns()?
        } else {
            Vec::new()
        };
        Ok(Command::Stats { columns, by })
    }

    fn columns(&mut self) -> Result<Vec<Column>, Refusal> {
        self.list(|reader| {
            let expr = reader.expr()?;
            let alias = if reader.take_word("as") {
                Some(reader.word("a name")?)
            } else {
                None
            };
            Ok(Column { expr, alias })
        })
    }

    fn sort(&mut self) -> Result<Command, Refusal> {
        let name = self.word("the name of a column")?;
        let descends = self.take_word("desc");
        if !descends {
            self.take_word("asc");
        }
        let direction = if descends {
            Direction::Descending
        } else {
            Direction::Ascending
        };
        Ok(Command::Sort(name, direction))
    }

    fn limit(&mut self) -> Result<Command, Refusal> {
        let token = self.advance();
        match token.kind {
            Kind::Number(rows) if rows.fract() == 0.0 && (1.0..=10_000.0).contains(&rows) => {
                Ok(Command::Limit(rows))
            }
            _ => Err(Refusal::new(
                token.at,
                "a limit is a number from 1 to 10000",
            )),
        }
    }

    fn list<T>(
        &mut self,
        read: impl Fn(&mut Self) -> Result<T, Refusal>,
    ) -> Result<Vec<T>, Refusal> {
        let mut list = vec![read(self)?];
        while self.take_sign(",") {
            list.push(read(self)?);
        }
        Ok(list)
    }

    fn expr(&mut self) -> Result<Expr, Refusal> {
        self.inside(0)
    }

    /// What stands in parentheses or behind a `not`, of which there may be as many as the stack holds.
    fn inside(&mut self, level: usize) -> Result<Expr, Refusal> {
        if self.depth == DEEPEST {
            return Err(Refusal::new(self.peek().at, "this is nested too deeply"));
        }
        self.depth += 1;
        let expr = self.level(level)?;
        self.depth -= 1;
        Ok(expr)
    }

    /// An expression of operators that bind at least as strong as those of this level.
    fn level(&mut self, level: usize) -> Result<Expr, Refusal> {
        let Some(operators) = self.levels.get(level).copied() else {
            return self.operand();
        };
        if level == COMPARING && self.take_word("not") {
            return Ok(Expr::Not(Box::new(self.inside(level)?)));
        }
        let mut left = self.level(level + 1)?;
        while let Some(operator) = self.operator(operators) {
            let right = self.level(level + 1)?;
            left = Expr::Two(Box::new(left), operator, Box::new(right));
        }
        match level {
            COMPARING => self.member(left),
            _ => Ok(left),
        }
    }

    fn operator(&mut self, operators: &[(&str, Operator)]) -> Option<Operator> {
        let token = self.peek();
        let is_it = |name: &str| token.is_sign(name) || token.is_word(name);
        let found = operators.iter().find(|(name, _)| is_it(name))?.1;
        self.advance();
        Some(found)
    }

    /// `x in [..]` and `x not in [..]`.
    fn member(&mut self, value: Expr) -> Result<Expr, Refusal> {
        let is_negated = self.take_word("not");
        if !self.take_word("in") {
            return if is_negated {
                Err(self.unexpected("`in`"))
            } else {
                Ok(value)
            };
        }
        self.sign("[")?;
        let list = self.list(Self::operand)?;
        self.sign("]")?;
        let found = Expr::In(Box::new(value), list);
        Ok(if is_negated {
            Expr::Not(Box::new(found))
        } else {
            found
        })
    }

    fn operand(&mut self) -> Result<Expr, Refusal> {
        let Token { kind, at } = self.peek().clone();
        let own = |text| Name { text, at };
        match kind {
            Kind::Word(word) => {
                self.advance();
                self.call_or_field(own(word))
            }
            Kind::Text(text) => Ok(self.taken(Expr::Text(own(text)))),
            Kind::Number(number) => Ok(self.taken(Expr::Number(number))),
            Kind::Period(number, unit) => Ok(self.taken(Expr::Period(number, own(unit)))),
            Kind::Sign("(") => {
                self.advance();
                let inside = self.expr()?;
                self.sign(")")?;
                Ok(inside)
            }
            _ => Err(self.unexpected("a value")),
        }
    }

    fn call_or_field(&mut self, name: Name) -> Result<Expr, Refusal> {
        if !self.take_sign("(") {
            return Ok(Expr::Field(name));
        }
        let arguments = if self.take_sign("*") {
            vec![Expr::All]
        } else if self.peek().is_sign(")") {
            Vec::new()
        } else {
            self.list(Self::expr)?
        };
        self.sign(")")?;
        Ok(Expr::Call(name, arguments))
    }

    fn peek(&self) -> &Token {
        // The last is an end, which is never passed.
        &self.tokens[self.next]
    }

    fn advance(&mut self) -> Token {
        let token = self.peek().clone();
        self.next = (self.next + 1).min(self.tokens.len() - 1);
        token
    }

    /// Goes on behind a token that this was made of.
    fn taken<T>(&mut self, value: T) -> T {
        self.advance();
        value
    }

    fn word(&mut self, what: &str) -> Result<Name, Refusal> {
        let Token { kind, at } = self.peek().clone();
        match kind {
            Kind::Word(text) => Ok(self.taken(Name { text, at })),
            _ => Err(self.unexpected(what)),
        }
    }

    fn take_word(&mut self, word: &str) -> bool {
        let is_it = self.peek().is_word(word);
        if is_it {
            self.advance();
        }
        is_it
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let is_it = self.peek().is_sign(sign);
        if is_it {
            self.advance();
        }
        is_it
    }

    fn sign(&mut self, sign: &str) -> Result<(), Refusal> {
        if self.take_sign(sign) {
            Ok(())
        } else {
            Err(self.unexpected(&format!("`{sign}`")))
        }
    }

    fn end(&self) -> Result<(), Refusal> {
        match self.peek().kind {
            Kind::End => Ok(()),
            _ => Err(self.unexpected("`|` or the end")),
        }
    }

    fn unexpected(&self, wanted: &str) -> Refusal {
        Refusal::new(self.peek().at, format!("{wanted} is expected here"))
    }
}
