//! onrecord reads news articles and the annotations people write beside them, and shows side by side the text, the
//! quoted sources and each party's positions. Nothing leaves it as a quotation unless it stands in the article.
//!
//! Each paragraph below is a layer. A module uses only the layers above its own, never a neighbour; `tests/layers.rs`
//! holds it to that. So nothing above `store` opens a file, and nothing but `run` touches the terminal, a thread or the clock.

pub mod text; // bytes and rows

pub mod anchor; // a quotation -> the bytes it names
pub mod diag; // what is wrong, where, and how to mend it
