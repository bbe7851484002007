//! The words of articles that are nearest to quotations which stand nowhere: to be shown, never to be taken for them; and what differs.
mod articles;
mod compare;
mod remark;
mod stretches;
mod vocabulary;

pub(in crate::verify) use articles::nearest;
pub(in crate::verify) use compare::{Compared, Near, compare};
pub(in crate::verify) use remark::{is_denied_before, remark};
pub(in crate::verify) use vocabulary::{Vocabulary, Words};
