//! Gemensamma gap: skills that several organisations lack in the same kind of role, without showing whose.
//!
//! # What is told
//!
//! A gap is a skill and a group of roles (SSYK 2012, three digits), and an organisation has it when its published analysis found
//! somebody below what the role demands. It is common in a project, an industry (SNI 2007, two digits) or a region when at least
//! three organisations there have it. Of people nothing is told, neither how many they are nor how far below.
//!
//! An analysis counts from its publication, not from its validation: the two parts of the employer validate it for each other, and
//! publishing it is the employer's step out of that circle. Counted before, it would be in what others are told while the employer may
//! still let it lie. One that is superseded counts until the one in its place does, for the employer still has that gap.
//!
//! # Why it shows nobody
//!
//! 1. *One size of everything.* Skills stand with one level of roles, and what is selected is one of a project, an industry and a
//!    region, never two; of industries and regions none lies within another. So none of them is a part of another that could be
//!    taken from it.
//! 2. *How many is told in steps*, "at least 3, 5, 10, 20 …". One organisation more or less is seen only where it passes a step.
//! 3. *Never all.* A step is told only where two organisations more have a published analysis of such roles there: who has nurses is
//!    known to everyone. So that a gap is common never says that everyone with the roles has it, and of fewer than five
//!    organisations nothing is told.
//! 4. *Still for a quarter*, as other figures of others' records are (`rollup::Publication`): all analyses of the quarter come in at
//!    once, and who sees that a company publishes its analysis does not see what that changes.
//!
//! What is left: a step is passed by one organisation. Who knows of all the others, and looks before and after a quarter in which that
//! one alone came in, or at a project and a region that differ by it alone, knows that it has the gap. A threshold that can be
//! passed cannot keep that from her.

mod published;
mod service;

pub(crate) use published::statements;
pub use service::{CommonGap, CommonGaps, SharedGaps, Within, rules};

/// An organisation more or less is not seen but where it passes one of these; the first is what makes a gap common.
const STEPS: [i64; 9] = [3, 5, 10, 20, 50, 100, 200, 500, 1000];
/// So many organisations more have published an analysis of such roles than are told to have the gap.
const MORE: i64 = 2;
/// Roles are told by so many digits of SSYK 2012.
const GROUP: usize = 3;
