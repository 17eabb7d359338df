//! Gemensamma gap: what several organisations lack, without showing whose.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::CommonGapQuery;

use crate::objects::Registration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&CommonGapQuery],
    mutations,
    rules: &[::statistics::common_gaps::rules::ALL, industry_councils::common_gap::rules::ALL],
    ..Registration::NONE
};
