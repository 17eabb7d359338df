//! A question about figures, checked before anything is read.

use std::collections::HashSet;

use chrono::NaiveDate;
use kernel::{
    Error, Result,
    error::rules as shared,
    id::{CouncilId, EffortId, HubId, OrganisationId, ProjectId},
};
use taxonomy::Scheme;

use super::{Breakdown, Measure, category::categories, measure::rules};
use crate::disclosure::MAX_DIMENSIONS;

/// Most alternatives in one part of a selection.
pub const MAX_ALTERNATIVES: usize = 250;

/// Urval: which records are counted. Every part that is not empty must hold; within a part any value does.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Councils.
    pub councils: Vec<CouncilId>,
    /// Hubs.
    pub hubs: Vec<HubId>,
    /// Projects.
    pub projects: Vec<ProjectId>,
    /// Efforts.
    pub efforts: Vec<EffortId>,
    /// Organisations.
    pub organisations: Vec<OrganisationId>,
    /// First day of the measure's date.
    pub from: Option<NaiveDate>,
    /// Last day of the measure's date.
    pub to: Option<NaiveDate>,
    /// Categories of [`Breakdown::Status`], [`Breakdown::Sex`], [`Breakdown::AgeBand`],
    /// [`Breakdown::EmploymentSituation`], [`Breakdown::OutcomeKind`] or [`Breakdown::OrganisationKind`].
    pub categories: Vec<(Breakdown, Vec<String>)>,
    /// Industries with all that is narrower, SNI 2007.
    pub industries: Vec<String>,
    /// Occupations with all that is narrower, SSYK 2012.
    pub occupations: Vec<String>,
    /// Places: municipalities, counties, regions.
    pub places: Vec<(Scheme, String)>,
}

/// A question: a measure, divided by these, of these records.
#[derive(Clone, Debug)]
pub struct Question {
    /// What is counted.
    pub measure: Measure,
    /// By what, in the order of the answer's keys.
    pub by: Vec<Breakdown>,
    /// Which records.
    pub selection: Selection,
}

impl Question {
    /// Checks everything that can be checked without reading.
    ///
    /// # Errors
    /// `Invalid` with the field that is wrong: a dimension that is repeated, too many or not the measure's, an unknown
    /// category or code, a reversed period, too many alternatives.
    pub fn check(&self) -> Result<()> {
        if self.by.len() > MAX_DIMENSIONS {
            return Err(Error::invalid("groupBy", rules::TOO_MANY_DIMENSIONS));
        }
        let mut seen = HashSet::new();
        for breakdown in &self.by {
            self.measure.has(*breakdown, "groupBy")?;
            if !seen.insert(breakdown) {
                return Err(Error::invalid("groupBy", rules::DIMENSION_IS_REPEATED));
            }
        }
        self.check_selection()
    }

    fn check_selection(&self) -> Result<()> {
        let chosen = &self.selection;
        if let (Some(from), Some(to)) = (chosen.from, chosen.to) {
            kernel::Period::new("filter", from, Some(to))?;
        }
        let used = [
            (Breakdown::Council, chosen.councils.len(), "filter.councilIds"),
            (Breakdown::Project, chosen.projects.len(), "filter.projectIds"),
            (Breakdown::Effort, chosen.efforts.len(), "filter.effortIds"),
            // What is done in an effort is done in a hub.
            (Breakdown::Effort, chosen.hubs.len(), "filter.hubIds"),
            (Breakdown::Organisation, chosen.organisations.len(), "filter.organisationIds"),
            (Breakdown::Industry, chosen.industries.len(), "filter.sni"),
            (Breakdown::Occupation, chosen.occupations.len(), "filter.ssyk"),
            (Breakdown::Municipality, chosen.places.len(), "filter.place"),
        ];
        for (breakdown, values, field) in used.into_iter().filter(|(_, values, _)| *values > 0) {
            self.measure.has(breakdown, field)?;
            few(values, field)?;
        }
        for (breakdown, codes) in &chosen.categories {
            self.measure.has(*breakdown, "filter")?;
            few(codes.len(), "filter")?;
            let known = categories(self.measure, *breakdown);
            if codes.iter().any(|code| !known.iter().any(|(known, ..)| known == code)) {
                return Err(Error::invalid("filter", shared::CODE_IS_UNKNOWN));
            }
        }
        let known = |field: &str, scheme, code: &str| match taxonomy::lookup(scheme, code) {
            Some(_) => Ok(()),
            None => Err(Error::invalid(field, shared::CODE_IS_UNKNOWN)),
        };
        chosen.industries.iter().try_for_each(|code| known("filter.sni", Scheme::Sni2007, code))?;
        chosen.occupations.iter().try_for_each(|code| known("filter.ssyk", Scheme::Ssyk2012, code))?;
        chosen.places.iter().try_for_each(|(scheme, code)| known("filter.place", *scheme, code))
    }

    /// Whether the question divides or selects by `wanted`.
    pub(super) fn uses(&self, wanted: impl Fn(Breakdown) -> bool) -> bool {
        let chosen = &self.selection;
        self.by.iter().any(|breakdown| wanted(*breakdown))
            || chosen.categories.iter().any(|(breakdown, _)| wanted(*breakdown))
            || (!chosen.industries.is_empty() && wanted(Breakdown::Industry))
            || (!chosen.occupations.is_empty() && wanted(Breakdown::Occupation))
            || (!chosen.places.is_empty() && wanted(Breakdown::Municipality))
    }
}

fn few(values: usize, field: &str) -> Result<()> {
    if values > MAX_ALTERNATIVES {
        return Err(Error::invalid(field, shared::NUMBER_IS_OUT_OF_RANGE));
    }
    Ok(())
}
