//! Personer som behövs mot utbudet: the people that needs ask for, held against the events of education that others offer.

use super::{Measure, Spec, people_needed};

pub(super) const SPEC: Spec = Spec { against: Some(Measure::EducationEvents), ..people_needed::SPEC };
