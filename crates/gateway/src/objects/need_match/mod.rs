//! Matchning: utbildning som kan svara mot ett behov.

mod candidates;
mod coded;
mod object;
mod term;

pub use object::{MATCH_COLUMNS, NeedMatch, matches_of_need};

use education_supply::matching::MatchGround;
use kernel::command::Enumeration;

use crate::objects::Registration;

pub(crate) const REGISTRATION: Registration =
    Registration { enumerations: &[Enumeration::of::<MatchGround>()], ..Registration::NONE };
