//! Inför mötet.

mod goals;
mod news;
mod object;
mod progress;
mod window;

use crate::objects::Registration;

pub(crate) const REGISTRATION: Registration = Registration { queries: &[&object::BriefingQuery], ..Registration::NONE };
