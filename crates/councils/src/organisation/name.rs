//! Organisationsnamn: what an organisation was called, and when.

use chrono::NaiveDate;
use kernel::{
    Period,
    id::{OrganisationId, OrganisationNameId},
};

/// Organisationsnamn: one name and the days it was borne.
#[derive(Clone, Debug)]
pub struct OrganisationName {
    /// Id.
    pub id: OrganisationNameId,
    /// Version.
    pub version: i32,
    /// Whose.
    pub organisation: OrganisationId,
    /// The name.
    pub name: String,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; open for the present name.
    pub valid_to: Option<NaiveDate>,
}

impl OrganisationName {
    /// The days it was borne.
    pub fn period(&self) -> Period {
        Period { from: self.valid_from, to: self.valid_to }
    }
}

/// The name borne on `day`, of one organisation's names.
pub fn name_on(names: &[OrganisationName], day: NaiveDate) -> Option<&OrganisationName> {
    names.iter().find(|name| name.period().contains(day))
}
