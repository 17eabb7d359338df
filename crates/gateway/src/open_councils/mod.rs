//! A council's meetings, members and votes in the open formats of others: iCalendar for calendars, OParl and Popolo for
//! those who follow what is decided. Here they are written; what may be read of whom is decided where the rows are read.

pub mod calendar;
pub mod oparl;
pub mod popolo;

use std::collections::HashMap;

use councils::{Council, Representative};
use industry_councils::IndustryCouncil;
use kernel::{Id, Kind, Timestamp};
use store::trace::Written;

use crate::frame;

/// The licence of what is open here, as of the open questions.
const CC0: &str = "https://creativecommons.org/publicdomain/zero/1.0/";

/// What has meetings, seats and mandates.
#[derive(Clone, Debug)]
pub enum Assembly {
    /// A council.
    Council(Council),
    /// An industry council.
    Branch(IndustryCouncil),
}

impl Assembly {
    /// Its id in an address.
    pub fn public(&self) -> String {
        match self {
            Self::Council(council) => council.id.public(),
            Self::Branch(branch) => branch.id.public(),
        }
    }

    /// What rows of either kind are found by, see [`councils::Body::key`].
    pub fn key(&self) -> String {
        match self {
            Self::Council(council) => council.id.to_string(),
            Self::Branch(branch) => branch.id.to_string(),
        }
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Council(council) => &council.name,
            Self::Branch(branch) => &branch.name,
        }
    }
}

/// When each thing was first and last written, by its public id. What came without a trail, as a loaded demonstration's,
/// was written when its id was made.
#[derive(Clone, Debug, Default)]
pub struct Changes(pub HashMap<String, Written>);

impl Changes {
    /// When it came to be.
    pub fn created<K: Kind>(&self, id: &Id<K>) -> Timestamp {
        let made = frame::instant(id);
        self.0.get(&id.public()).map_or(made, |written| written.first.min(made))
    }

    /// When it was changed last.
    pub fn modified<K: Kind>(&self, id: &Id<K>) -> Timestamp {
        self.0.get(&id.public()).map_or_else(|| frame::instant(id), |written| written.last)
    }
}

/// The last day of a representative, who leaves with the mandate where nothing else is noted.
fn last_day(one: &Representative, mandate: &councils::Membership) -> Option<chrono::NaiveDate> {
    one.valid_to.or(mandate.mandate_to)
}

/// By RFC 3339, as precise as it is stored: what was changed within a second is not lost to who asks for what is new.
fn instant(at: Timestamp) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}
