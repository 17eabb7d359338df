//! What the tests of the seeds have in common, by the name that they know it by.

pub(crate) use crate::harness::acts::{
    act, appoint, card, council, nodes, objectives, organisation, project, refused, seen, texts,
};
