//! One entry of a code list.

use chrono::NaiveDate;
use kernel::Lang;

use crate::{list, scheme::Scheme};

/// Begrepp: a code with its labels, its place in the hierarchy and its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concept {
    /// The code system.
    pub scheme: Scheme,
    /// The code system's edition; for ESF codes the programming period.
    pub version: &'static str,
    /// The stored form of the code.
    pub code: &'static str,
    /// Swedish label.
    pub label_sv: &'static str,
    /// English label, where one is at hand.
    pub label_en: Option<&'static str>,
    /// Level in its scheme, 1 at the top.
    pub level: u8,
    /// The next broader code: of this scheme, or for a municipality its county, a county its NUTS 3 area,
    /// a NUTS area the next larger one, an occupation name its SSYK group.
    pub parent: Option<&'static str>,
    /// First day of validity, where known.
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity; none while the code is in use.
    pub valid_to: Option<NaiveDate>,
    /// The code that took over.
    pub replaced_by: Option<&'static str>,
    /// What the code covers (English for ESF indicators).
    pub definition: Option<&'static str>,
    /// JobTech Taxonomy's id of the concept.
    pub concept_id: Option<&'static str>,
}

impl Concept {
    pub(crate) fn new(scheme: Scheme, code: &'static str, label_sv: &'static str) -> Self {
        Self {
            scheme,
            version: scheme.version(),
            code,
            label_sv,
            label_en: None,
            level: 1,
            parent: None,
            valid_from: None,
            valid_to: None,
            replaced_by: None,
            definition: None,
            concept_id: None,
        }
    }

    /// The label in `lang`; Swedish where there is no English one.
    pub fn label(&self, lang: Lang) -> &'static str {
        match (lang, self.label_en) {
            (Lang::En, Some(label)) => label,
            _ => self.label_sv,
        }
    }

    /// Whether new data may use the code: it has neither ended nor been replaced.
    pub fn is_in_use(&self) -> bool {
        self.valid_to.is_none() && self.replaced_by.is_none()
    }

    /// Whether the code was in force on `day`.
    pub fn is_valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// The next broader concept.
    pub fn broader(&self) -> Option<&'static Self> {
        let parent = self.parent?;
        match self.scheme.broader() {
            Some(scheme) => list::lookup(scheme, parent),
            None => list::lookup(self.scheme, parent),
        }
    }
}
