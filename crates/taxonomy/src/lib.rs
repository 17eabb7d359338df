//! The code lists, shipped inside: places, industries, occupations, skills, education, ESF.
//!
//! Each list is read from the included text the first time it is asked for, and its texts are borrowed from there.
//! A stored code is always a pair of [`Scheme`] and code: `J` alone means one thing in SNI 2007 and another in SNI 2025.

mod concept;
mod distance;
mod education;
mod esf;
mod industry;
mod list;
mod load;
mod occupation;
mod place;
mod scheme;
mod search;
mod table;
mod threshold;

pub use concept::Concept;
pub use distance::{km_between, municipalities_within};
pub use education::{isced_of_sun, isced_range_of_sun};
pub use esf::{Indicator, indicator, intervention_field, programme};
pub use industry::{sni_display, sni_parse};
pub use list::{all, ancestors, children, code, codes_within, descendants, lookup, possible, require, stored, written};
pub use occupation::{isco_of, occupations_of, steps_from, substitutes};
pub use place::{county_of, municipalities_of, nuts3_of_county, region_municipalities, regions_of};
pub use scheme::Scheme;
pub use search::search;
pub use threshold::direct_award_limit;
