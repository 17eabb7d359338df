//! Omställning: vart den som lämnar ett yrke kan gå.

mod object;

use crate::objects::Registration;

pub(crate) const REGISTRATION: Registration =
    Registration { queries: &[&object::TransitionQuery], ..Registration::NONE };
