//! Nivåskala.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::LevelScaleObject;

use crate::objects::{NodeKind, Registration, RootList};

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<LevelScaleObject>::new(
        "levelScales",
        ("Nivåskalor; offentliga ord.", "Level scales; public words."),
    )],
    mutations,
    nodes: &[NodeKind::of::<LevelScaleObject>()],
    rules: &[workplaces::scale::rules::ALL],
    events: &[("LevelScaleDefined", "Skalan bestämdes", "The scale was defined")],
    ..Registration::NONE
};
