//! The span of a site for other layers. Jobs and stages are spans only where somebody listens, so that
//! what `tracing` wants to know of a site is made when it is first asked for.

use tracing::callsite::{DefaultCallsite, Identifier};
use tracing::field::FieldSet;
use tracing::metadata::Kind;
use tracing::subscriber::Interest;
use tracing::{Callsite, Metadata, Span};

use super::{Known, Site, list};
use crate::lane;

/// The site as `tracing` knows it.
pub(super) struct SpanSite {
    metadata: &'static Metadata<'static>,
    /// What `tracing` knows of whether another layer wants the span. It keeps those of its own kind in a
    /// list without a lock, and all others behind one that a forked child may find held.
    callsite: DefaultCallsite,
}

impl Site {
    /// Whether it is known that nobody wants the span.
    #[inline]
    pub(crate) fn has_no_span(&'static self) -> bool {
        let span = self.known_span();
        span.is_some_and(|span| span.callsite.interest().is_never())
    }

    /// The span of a run for other layers, with all fields empty; nothing where none of them wants it.
    pub(crate) fn span(&'static self) -> Option<Span> {
        let site = self.span_site();
        lane::creating_own_span(|| {
            // The first who asks registers it.
            let interest = site.callsite.interest();
            let metadata = site.metadata;
            let enabled = interest.is_always()
                || (interest.is_sometimes()
                    && tracing::dispatcher::get_default(|current| current.enabled(metadata)));
            let span = || Span::new(metadata, &metadata.fields().value_set(&[]));
            enabled.then(span).filter(|span| !span.is_disabled())
        })
    }

    fn known_span(&self) -> Option<&'static SpanSite> {
        match self.0.known() {
            Known::Kept(kept) => kept.span.get(),
            Known::Options(_) => None,
        }
    }

    /// Made when it is first asked for, and kept: there are as many as sites that have run.
    fn span_site(&'static self) -> &'static SpanSite {
        self.kept().span.get_or_init(|| {
            let place = self.place();
            let name = if place.name.is_empty() {
                "job"
            } else {
                place.name
            };
            let fields = self.options().fields.iter().chain(&["outcome", "dur_ms"]);
            let fields: Vec<_> = fields.copied().collect();
            let metadata: &'static Metadata<'static> = Box::leak(Box::new(Metadata::new(
                name,
                place.target,
                self.options().level,
                Some(place.location.file()),
                Some(place.location.line()),
                Some(place.target),
                FieldSet::new(fields.leak(), Identifier(self)),
                Kind::SPAN,
            )));
            Box::leak(Box::new(SpanSite {
                metadata,
                callsite: DefaultCallsite::new(metadata),
            }))
        })
    }
}

/// Stands for a site that is asked for its metadata before it has any, which nobody does.
static NOWHERE: Site = super::STAGE;

impl Callsite for Site {
    fn set_interest(&self, interest: Interest) {
        if let Some(span) = self.known_span() {
            span.callsite.set_interest(interest);
        }
    }

    fn metadata(&self) -> &Metadata<'_> {
        let known = self.known_span();
        known.unwrap_or_else(|| NOWHERE.span_site()).metadata
    }
}

/// Whether this is the metadata of a span of ours. Asked when callsites are registered, not for
/// each span.
pub(crate) fn owns(metadata: &Metadata<'_>) -> bool {
    let callsite = metadata.callsite();
    list::all().any(|site| Identifier(site) == callsite)
}
