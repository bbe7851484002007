//! A number and what it counts.

/// `1 word`, `3 words`; `one` is what one of them is called.
#[must_use]
pub fn counted(number: usize, one: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {one}{s}")
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_one_and_all_others_are_many() {
        let told = [0, 1, 2].map(|number| counted(number, "new error"));
        assert_eq!(told, ["0 new errors", "1 new error", "2 new errors"]);
    }
}
