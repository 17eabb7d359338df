//! A question about figures, checked before anything is read.

use std::collections::HashSet;

use chrono::NaiveDate;
use kernel::{
    Error, Id, Result,
    error::{in_range, rules as shared},
    id::{CouncilId, EffortId, HubId, OrganisationId, ProjectId},
};
use taxonomy::Scheme;

use super::audience::Own;
use super::{
    Breakdown, Measure,
    category::{categories, holds_all, lacking},
    measure::rules,
};
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
    /// Providers.
    pub providers: Vec<OrganisationId>,
    /// Efforts.
    pub efforts: Vec<EffortId>,
    /// Organisations.
    pub organisations: Vec<OrganisationId>,
    /// Councils of which the organisation is a member on the day of `as_of`.
    pub member_of: Vec<CouncilId>,
    /// The day on which regions, memberships and workforce are looked up; the latest known where absent.
    pub as_of: Option<NaiveDate>,
    /// The last day on which a workforce that something is held against was counted: the end of the year that is held against it,
    /// which follows from the question; by `as_of` where absent.
    pub counted_until: Option<NaiveDate>,
    /// First day of the measure's date.
    pub from: Option<NaiveDate>,
    /// Last day of the measure's date.
    pub to: Option<NaiveDate>,
    /// Categories of a dimension that has its own, such as [`Breakdown::Sex`]. Of [`Breakdown::Principles`] any of the
    /// project's.
    pub categories: Vec<(Breakdown, Vec<String>)>,
    /// Industries with all that is narrower, SNI 2007.
    pub industries: Vec<String>,
    /// Occupations with all that is narrower, SSYK 2012.
    pub occupations: Vec<String>,
    /// Codes of other lists with all that is narrower: [`Breakdown::Skill`], [`Breakdown::EducationLevel`],
    /// [`Breakdown::EducationField`], [`Breakdown::IscedLevel`], [`Breakdown::ProgrammeArea`], [`Breakdown::SpecificObjective`].
    pub coded: Vec<(Breakdown, Vec<String>)>,
    /// Places: municipalities, counties, regions.
    pub places: Vec<(Scheme, String)>,
}

impl Selection {
    /// The day on which places are looked up: regions as the shipped list knows them last, so that an answer does not
    /// change with the calendar.
    pub(super) fn day(&self) -> NaiveDate {
        self.as_of.or_else(|| NaiveDate::from_ymd_opt(2025, 12, 31)).unwrap_or_default()
    }

    /// The last day of what is counted on a day; the latest there is where absent.
    pub(super) fn counted(&self) -> Option<NaiveDate> {
        self.counted_until.or(self.as_of)
    }

    /// The entities of which any may be meant, by the dimension they are of.
    pub(super) fn entities(&self) -> [(Breakdown, Vec<&str>); 6] {
        fn texts<K>(ids: &[Id<K>]) -> Vec<&str> {
            ids.iter().map(Id::as_str).collect()
        }
        [
            (Breakdown::Council, texts(&self.councils)),
            (Breakdown::Hub, texts(&self.hubs)),
            (Breakdown::Project, texts(&self.projects)),
            (Breakdown::Effort, texts(&self.efforts)),
            (Breakdown::Organisation, texts(&self.organisations)),
            (Breakdown::Provider, texts(&self.providers)),
        ]
    }

    /// The codes of which any may be meant, by the dimension they are of; places apart.
    pub(super) fn codes(&self) -> Vec<(Breakdown, &[String])> {
        let coded = self.coded.iter().map(|(breakdown, codes)| (*breakdown, codes.as_slice()));
        [(Breakdown::Occupation, self.occupations.as_slice()), (Breakdown::Industry, self.industries.as_slice())]
            .into_iter()
            .chain(coded)
            .collect()
    }
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
        if chosen.from.is_some() || chosen.to.is_some() {
            self.measure.has(Breakdown::Year, "filter.from")?;
        }
        for (breakdown, ids) in chosen.entities().into_iter().filter(|(_, ids)| !ids.is_empty()) {
            let field = field(breakdown);
            if !self.measure.spec().selected.iter().any(|(selected, ..)| *selected == breakdown) {
                self.measure.has(breakdown, field)?;
            }
            few(ids.len(), field)?;
        }
        if !chosen.member_of.is_empty() {
            self.measure.has(Breakdown::MemberCouncil, "filter.memberOf")?;
            few(chosen.member_of.len(), "filter.memberOf")?;
        }
        for (breakdown, codes) in chosen.codes().into_iter().filter(|(_, codes)| !codes.is_empty()) {
            let field = field(breakdown);
            self.measure.has(breakdown, field)?;
            few(codes.len(), field)?;
            let Some(scheme) = breakdown.scheme() else { return Err(Error::invalid(field, shared::CODE_IS_UNKNOWN)) };
            codes.iter().try_for_each(|code| known(field, scheme, code))?;
        }
        if let Some((scheme, _)) = chosen.places.first() {
            self.measure.has(Breakdown::Municipality, place_field(*scheme))?;
            few(chosen.places.len(), place_field(*scheme))?;
        }
        for (breakdown, codes) in chosen.categories.iter().filter(|(_, codes)| !codes.is_empty()) {
            let field = field(*breakdown);
            self.measure.has(*breakdown, field)?;
            few(codes.len(), field)?;
            let known = categories(self.measure, *breakdown);
            if codes.iter().any(|code| !known.iter().any(|(known, ..)| known == code)) {
                let known = known.iter().map(|(known, ..)| *known).collect::<Vec<_>>().join(", ");
                return Err(Error::invalid_with(field, shared::CODE_IS_UNKNOWN, known));
            }
        }
        chosen.places.iter().try_for_each(|(scheme, code)| known(place_field(*scheme), *scheme, code))
    }

    /// The same question in its shortest words: nothing twice, and no list of categories that is empty or has them all, for that
    /// selects nothing.
    pub(super) fn plain(&self) -> Self {
        fn once<T: Clone + Eq + std::hash::Hash>(list: &[T]) -> Vec<T> {
            let mut seen = HashSet::new();
            list.iter().filter(|one| seen.insert(*one)).cloned().collect()
        }
        let chosen = &self.selection;
        let lists = |lists: &[(Breakdown, Vec<String>)]| -> Vec<(Breakdown, Vec<String>)> {
            let filled = lists.iter().filter(|(_, codes)| !codes.is_empty());
            filled.map(|(breakdown, codes)| (*breakdown, once(codes))).collect()
        };
        let mut categories = lists(&chosen.categories);
        categories.retain(|(breakdown, codes)| !self.has_all(*breakdown, codes, &[]));
        let selection = Selection {
            councils: once(&chosen.councils),
            hubs: once(&chosen.hubs),
            projects: once(&chosen.projects),
            providers: once(&chosen.providers),
            efforts: once(&chosen.efforts),
            organisations: once(&chosen.organisations),
            member_of: once(&chosen.member_of),
            as_of: chosen.as_of,
            counted_until: chosen.counted_until,
            from: chosen.from,
            to: chosen.to,
            categories,
            industries: once(&chosen.industries),
            occupations: once(&chosen.occupations),
            coded: lists(&chosen.coded),
            places: once(&chosen.places),
        };
        Self { selection, ..self.clone() }
    }

    /// The table of others' records that the question asks for, whatever the words.
    pub fn as_told(&self) -> Self {
        self.of_copies().0
    }

    /// The same question of the copies. Of a list of categories, those in which nothing can stand are left out, and a list that has
    /// all others selects nothing: else the same records would be told as a total and as a sum of parts, with noise of their own
    /// each. Also which categories a dimension of the answer then keeps to.
    pub(super) fn of_copies(&self) -> (Self, Vec<(usize, Vec<String>)>) {
        let mut kept = Vec::new();
        let mut categories = Vec::new();
        for (breakdown, codes) in self.plain().selection.categories {
            let lacking = lacking(self.measure, breakdown);
            if self.has_all(breakdown, &codes, lacking) {
                let place = self.by.iter().position(|by| *by == breakdown);
                kept.extend(place.map(|place| (place, codes)));
                continue;
            }
            let mut carried: Vec<String> =
                codes.iter().filter(|code| !lacking.contains(&code.as_str())).cloned().collect();
            if carried.is_empty() {
                carried = codes;
            }
            categories.push((breakdown, carried));
        }
        let selection = Selection { categories, ..self.plain().selection };
        (Self { selection, ..self.clone() }, kept)
    }

    /// Whether `codes` are all the categories of `breakdown` but those that are `lacking`.
    fn has_all(&self, breakdown: Breakdown, codes: &[String], lacking: &[&str]) -> bool {
        let all = categories(self.measure, breakdown);
        let has = |code: &str| lacking.contains(&code) || codes.iter().any(|chosen| chosen == code);
        !all.is_empty() && holds_all(self.measure, breakdown) && all.iter().all(|(code, ..)| has(code))
    }

    /// Every dimension that the question divides or selects by, as its filters name them.
    pub(super) fn dimensions(&self) -> HashSet<Breakdown> {
        let chosen = &self.selection;
        let mut all: HashSet<Breakdown> = self.by.iter().copied().collect();
        all.extend(chosen.categories.iter().filter(|(_, codes)| !codes.is_empty()).map(|(breakdown, _)| *breakdown));
        all.extend(chosen.entities().into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(breakdown, _)| breakdown));
        all.extend(chosen.codes().into_iter().filter(|(_, codes)| !codes.is_empty()).map(|(breakdown, _)| breakdown));
        all.extend((!chosen.member_of.is_empty()).then_some(Breakdown::MemberCouncil));
        all.extend(chosen.places.iter().map(|(scheme, _)| match scheme {
            Scheme::County => Breakdown::County,
            Scheme::Region => Breakdown::Region,
            _ => Breakdown::Municipality,
        }));
        all.extend((chosen.from.is_some() || chosen.to.is_some()).then_some(Breakdown::Year));
        all
    }

    /// The same of the caller's own categories of `breakdown`, where those say whose a record is.
    pub(super) fn of_caller(&self, breakdown: Breakdown, own: &Own) -> Option<Self> {
        let mut selection = self.selection.clone();
        fn within<K>(chosen: &mut Vec<Id<K>>, own: &[Id<K>]) {
            match chosen.is_empty() {
                true => *chosen = own.to_vec(),
                false => chosen.retain(|id| own.contains(id)),
            }
        }
        match breakdown {
            Breakdown::Organisation => within(&mut selection.organisations, &own.organisations),
            Breakdown::Provider => within(&mut selection.providers, &own.providers),
            Breakdown::Council => within(&mut selection.councils, &own.councils),
            Breakdown::Hub => within(&mut selection.hubs, &own.hubs),
            Breakdown::Project => within(&mut selection.projects, &own.projects),
            _ => return None,
        }
        let own_question = Self { selection, ..self.clone() };
        own.holds(&own_question).then_some(own_question)
    }

    /// Whether the question divides or selects by `wanted`.
    pub(super) fn uses(&self, wanted: impl Fn(Breakdown) -> bool) -> bool {
        let chosen = &self.selection;
        self.by.iter().any(|breakdown| wanted(*breakdown))
            || chosen.categories.iter().any(|(breakdown, _)| wanted(*breakdown))
            || chosen.codes().iter().any(|(breakdown, codes)| !codes.is_empty() && wanted(*breakdown))
            || (!chosen.places.is_empty() && wanted(Breakdown::Municipality))
    }
}

/// The field of the outside that selects by this dimension.
pub(super) const fn field(breakdown: Breakdown) -> &'static str {
    use Breakdown as B;
    match breakdown {
        B::Council => "filter.councilId",
        B::Hub => "filter.hubId",
        B::Project => "filter.projectId",
        B::Effort => "filter.effortId",
        B::Organisation => "filter.organisationId",
        B::Provider => "filter.providerId",
        B::Industry => "filter.sni",
        B::Occupation => "filter.ssyk",
        B::Skill => "filter.skill",
        B::EducationLevel => "filter.sunLevel",
        B::EducationField => "filter.sunField",
        B::ProgrammeArea => "filter.programmeArea",
        B::SpecificObjective => "filter.specificObjective",
        B::ProgrammePeriod => "filter.programmePeriod",
        B::Principles => "filter.principle",
        B::TargetGroup => "filter.targetGroup",
        B::EffortKind => "filter.effortKind",
        B::OrganisationKind => "filter.organisationKind",
        B::Status => "filter.status",
        B::Sex => "filter.sex",
        B::AgeBand => "filter.ageBand",
        B::EmploymentSituation => "filter.employmentSituation",
        B::OutcomeKind => "filter.outcomeKind",
        B::Cause => "filter.cause",
        B::Basis => "filter.basis",
        B::Horizon => "filter.horizon",
        B::Backing => "filter.backing",
        B::Procedure => "filter.procedure",
        B::ItemKind => "filter.itemKind",
        B::IscedLevel => "filter.isced",
        B::Pace => "filter.pace",
        B::Dated => "filter.dated",
        B::ReflectionKind => "filter.reflectionKind",
        B::InsightTheme => "filter.insightTheme",
        _ => "filter",
    }
}

/// The field of a filter in which codes of a list of places stand.
pub(super) fn place_field(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::County => "filter.county",
        Scheme::Region => "filter.region",
        _ => "filter.municipality",
    }
}

fn known(field: &str, scheme: Scheme, code: &str) -> Result<()> {
    match taxonomy::lookup(scheme, code) {
        Some(_) => Ok(()),
        None => Err(Error::invalid_with(field, shared::CODE_IS_UNKNOWN, taxonomy::possible(scheme))),
    }
}

fn few(values: usize, field: &str) -> Result<()> {
    in_range(field, values, 0..=MAX_ALTERNATIVES).map(drop)
}
