//! Möjliga dubbletter: behov som kan vara ett annat, anmält igen.

mod object;

pub use object::{DUPLICATE_COLUMNS, PossibleDuplicate, duplicates_of_need};

use industry_councils::need::DuplicateGround;
use kernel::command::Enumeration;

use crate::objects::Registration;

pub(crate) const REGISTRATION: Registration =
    Registration { enumerations: &[Enumeration::of::<DuplicateGround>()], ..Registration::NONE };
