//! What stands still while people multiply: organisations, councils, needs, projects, hubs and efforts.

use chrono::{Datelike, Months, NaiveDate, NaiveTime};
use competence_hub::{Hub, HubFunding, NeedEffort, Triage, TriageAssessment};
use councils::{Council, CouncilSeat, Membership, Organisation, OrganisationName, RoleAssignment, WorkforceSnapshot};
use efforts::Effort;
use industry_councils::{Endorsement, IndustryCouncil, Need};
use kernel::{
    Error, Id, Kind, Result, SequentialIds, Timestamp,
    id::{ProjectId, TriageAssessmentId},
};
use projects::{PrincipleMeasure, Project, ProjectPartner, ProjectTarget};
use store::{Sealer, Tx};
use taxonomy::Scheme;

/// Where ids begin: so many milliseconds after 2020-01-01 as the high bits of a UUIDv7. The demonstration's sort among themselves, and
/// before all later ones. 0 are the sources', 1 today's; who takes the next that nobody has moves no other row's ids.
pub(super) const fn ids_from(milliseconds: u128) -> u128 {
    ((1_577_836_800_000 + milliseconds) << 80) | (7 << 76) | (2 << 62)
}

/// The day that plans are reckoned from where nothing is to follow the clock.
pub(super) const WRITTEN_ON: NaiveDate = day(2026, 11, 22);

/// Rows made so far, and the ids of those to come.
pub(super) struct World {
    /// The day that plans are reckoned from.
    pub(super) today: NaiveDate,
    pub(super) ids: SequentialIds,
    pub(super) organisations: Vec<Organisation>,
    pub(super) names: Vec<OrganisationName>,
    pub(super) workforce: Vec<WorkforceSnapshot>,
    pub(super) councils: Vec<Council>,
    pub(super) places: Vec<CouncilSeat>,
    pub(super) seats: Vec<Membership>,
    pub(super) industry_councils: Vec<IndustryCouncil>,
    pub(super) needs: Vec<Need>,
    pub(super) endorsements: Vec<Endorsement>,
    pub(super) projects: Vec<Project>,
    pub(super) partners: Vec<ProjectPartner>,
    pub(super) targets: Vec<ProjectTarget>,
    pub(super) measures: Vec<PrincipleMeasure>,
    pub(super) predecessors: Vec<(ProjectId, ProjectId)>,
    pub(super) efforts: Vec<Effort>,
    pub(super) hubs: Vec<Hub>,
    pub(super) fundings: Vec<HubFunding>,
    pub(super) triages: Vec<Triage>,
    pub(super) links: Vec<NeedEffort>,
    pub(super) roles: Vec<RoleAssignment>,
}

impl World {
    /// That of the sources.
    pub(super) fn new(today: NaiveDate) -> Self {
        Self::starting_at(ids_from(0), today)
    }

    /// That of today, whose ids come after all of the sources'.
    pub(super) fn of_today(today: NaiveDate) -> Self {
        Self::starting_at(ids_from(1), today)
    }

    fn starting_at(first: u128, today: NaiveDate) -> Self {
        Self {
            today,
            ids: SequentialIds::starting_at(first),
            organisations: Vec::new(),
            names: Vec::new(),
            workforce: Vec::new(),
            councils: Vec::new(),
            places: Vec::new(),
            seats: Vec::new(),
            industry_councils: Vec::new(),
            needs: Vec::new(),
            endorsements: Vec::new(),
            projects: Vec::new(),
            partners: Vec::new(),
            targets: Vec::new(),
            measures: Vec::new(),
            predecessors: Vec::new(),
            efforts: Vec::new(),
            hubs: Vec::new(),
            fundings: Vec::new(),
            triages: Vec::new(),
            links: Vec::new(),
            roles: Vec::new(),
        }
    }

    /// The first day of a month to come, so many after this one.
    pub(super) fn in_months(&self, months: u32) -> NaiveDate {
        let first = self.today.with_day(1).unwrap_or(self.today);
        first.checked_add_months(Months::new(months)).unwrap_or(first)
    }

    /// Gives the needs the numbers that noise follows, which take the service's key.
    pub(super) fn give_keys(&mut self, sealer: &Sealer) -> Result<()> {
        for need in &mut self.needs {
            need.record_key = sealer.record_key(need.id.as_str())?;
        }
        Ok(())
    }

    /// The next id.
    pub(super) fn id<K: Kind>(&self) -> Id<K> {
        Id::new(&self.ids)
    }

    /// Everything but roles, in the order that references ask for.
    ///
    /// # Errors
    /// As [`Tx::insert`].
    pub(super) async fn insert(&self, tx: &mut Tx) -> Result<()> {
        tx.insert_many(&self.organisations).await?;
        tx.insert_many(&self.names).await?;
        tx.insert_many(&self.workforce).await?;
        tx.insert_many(&self.councils).await?;
        tx.insert_many(&self.places).await?;
        tx.insert_many(&self.seats).await?;
        tx.insert_many(&self.industry_councils).await?;
        tx.insert_many(&self.needs).await?;
        tx.insert_many(&self.endorsements).await?;
        tx.insert_many(&self.projects).await?;
        tx.insert_many(&self.partners).await?;
        tx.insert_many(&self.targets).await?;
        for (project, predecessor) in &self.predecessors {
            tx.link(projects::project::PREDECESSORS, *project, *predecessor).await?;
        }
        tx.insert_many(&self.hubs).await?;
        tx.insert_many(&self.fundings).await?;
        tx.insert_many(&self.efforts).await?;
        tx.insert_many(&self.measures).await?;
        tx.insert_many(&self.triages).await?;
        // The first assessment of each has its id, so that no other row's changes.
        let first = |triage: &Triage| -> Result<TriageAssessment> {
            let id = TriageAssessmentId::from_stored(triage.id.as_str())?;
            Ok(TriageAssessment::of(id, triage))
        };
        let assessments: Vec<TriageAssessment> = self.triages.iter().map(first).collect::<Result<_>>()?;
        tx.insert_many(&assessments).await?;
        tx.insert_many(&self.links).await
    }
}

/// A day written in the source: a wrong one stops the build where it is a constant, a test elsewhere.
pub(super) const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => panic!("no such day"),
    }
}

/// Noon of a day: when the demonstration's rows were made.
pub(super) fn noon(day: NaiveDate) -> Timestamp {
    at(day, 12)
}

/// An hour of a day.
pub(super) fn at(day: NaiveDate, hour: u32) -> Timestamp {
    day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()).and_utc()
}

/// The stored code of the concept with this Swedish label: a label can be read where a concept id cannot.
///
/// # Errors
/// `Broken` when the list has no such label.
pub(super) fn labelled(scheme: Scheme, label: &str) -> Result<String> {
    taxonomy::all(scheme)
        .iter()
        .find(|concept| concept.label_sv == label)
        .map(|concept| concept.code.to_owned())
        .ok_or_else(|| Error::broken(format!("{scheme} has no {label:?}")))
}

/// A code that is in its list.
///
/// # Errors
/// `Broken` when it is not.
pub(super) fn code(scheme: Scheme, code: &str) -> Result<String> {
    taxonomy::require("code", scheme, code)
        .map(|concept| concept.code.to_owned())
        .map_err(|_| Error::broken(format!("{scheme} has no {code:?}")))
}
