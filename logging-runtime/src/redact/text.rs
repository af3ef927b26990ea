//! The scan of a text: one pass from its beginning to its end, which stops at the few bytes that a
//! secret can start at and asks the recogniser for that byte.

use std::{borrow::Cow, ops::Range};

use super::{
    REPLACEMENT, Redacted, bytes::Bytes, credentials, curl, key::Keys, pair, tokens, trigger, url,
    xml,
};

/// A text on its way through the recognisers.
///
/// A recogniser looks at one place, cuts what it finds with [`Scan::cut`], and returns the place
/// to go on at. To keep the scan linear none may walk over the same bytes again and again: each
/// walk either ends where the scan goes on, or leaves a mark here, or is bounded.
pub(super) struct Scan<'a, 'k> {
    pub(super) keys: &'k Keys,
    pub(super) text: Bytes<'a>,
    /// Up to here the text is known to be the query of a URL.
    pub(super) query_end: usize,
    /// Up to here the text is known to have no part of a JWT.
    pub(super) no_jwt_until: usize,
    /// Up to here the text is known to have no `@` that could end a user name and password.
    pub(super) no_user_until: usize,
    /// Where the content of an XML element starts that is secret; far away if there is none.
    pub(super) content: usize,
    /// Whether the command that stands at the current place is one of `curl`, and up to where that
    /// is known.
    pub(super) curl: curl::Seen,
    source: &'a str,
    output: String,
    /// The start and the end of the last cut.
    cut_start: usize,
    copied: usize,
    cuts: usize,
}

impl<'a, 'k> Scan<'a, 'k> {
    pub(super) fn new(keys: &'k Keys, source: &'a str) -> Scan<'a, 'k> {
        Scan {
            keys,
            text: Bytes::new(source),
            query_end: 0,
            no_jwt_until: 0,
            no_user_until: 0,
            content: usize::MAX,
            curl: curl::Seen::default(),
            source,
            output: String::new(),
            cut_start: 0,
            copied: 0,
            cuts: 0,
        }
    }

    pub(super) fn run(mut self) -> Redacted<'a> {
        self.walk();
        self.finish()
    }

    /// Puts the replacement in the place of a secret, and returns where the secret ends.
    /// What is replaced already stays, so that a second scan changes nothing.
    pub(super) fn cut(&mut self, secret: Range<usize>) -> usize {
        self.replace(secret, REPLACEMENT)
    }

    /// The same for a JSON value that is no string, and becomes one.
    pub(super) fn cut_json(&mut self, secret: Range<usize>) -> usize {
        self.replace(secret, "\"[REDACTED]\"")
    }

    /// Where a look back from the current place has to stop: what is cut is no key of what follows.
    pub(super) fn floor(&self) -> usize {
        self.copied
    }

    /// Where such a look goes on if it is one that what is cut does not stop.
    pub(super) fn before_floor(&self) -> usize {
        self.cut_start
    }

    /// A part of the text. Every end of a range is the end of the text or beside an ASCII byte,
    /// so it is never inside a character.
    pub(super) fn str(&self, range: Range<usize>) -> &'a str {
        self.source.get(range).unwrap_or_default()
    }

    fn replace(&mut self, secret: Range<usize>, replacement: &str) -> usize {
        let end = secret.end;
        let value = self.str(secret.clone());
        if !value.is_empty() && value != REPLACEMENT {
            let before = self.str(self.copied..secret.start);
            self.output.push_str(before);
            self.output.push_str(replacement);
            self.cut_start = secret.start;
            self.copied = end;
            self.cuts += 1;
        }
        end
    }

    fn walk(&mut self) {
        let mut at = 0;
        while let Some(found) = trigger::next(&self.text, at) {
            let content = std::mem::replace(&mut self.content, usize::MAX);
            if at <= content && content <= found {
                at = xml::content(self, content);
            } else {
                self.content = content;
                at = self.recognise(found).max(found + 1);
            }
        }
    }

    fn recognise(&mut self, at: usize) -> usize {
        match self.text.get(at).unwrap_or_default() {
            b':' => url::user_info(self, at).unwrap_or_else(|| pair::after_key(self, at)),
            b'=' if at + 1 < self.query_end => url::query_value(self, at),
            b'=' | b'%' => pair::after_key(self, at),
            b'?' => url::query(self, at),
            b'-' => tokens::pem(self, at)
                .or_else(|| curl::user(self, at))
                .unwrap_or_else(|| pair::flag(self, at)),
            b'<' => xml::element(self, at),
            b'B' | b'b' => credentials::scheme(self, at),
            b'e' => tokens::jwt(self, at),
            _ => tokens::prefixed(self, at),
        }
    }

    fn finish(mut self) -> Redacted<'a> {
        let text = if self.cuts == 0 {
            Cow::Borrowed(self.source)
        } else {
            let rest = self.str(self.copied..self.source.len());
            self.output.push_str(rest);
            Cow::Owned(self.output)
        };
        Redacted {
            text,
            cuts: self.cuts,
        }
    }
}

#[cfg(test)]
mod tests;
