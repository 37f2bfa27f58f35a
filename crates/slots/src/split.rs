//! Shared keys for a runtime that keeps instances and dictionaries itself, such as a whole interpreter.
//!
//! It says which class an instance belongs to, and when a key is set or deleted; here is who shares what.

use objects::types::dict::usable_fraction;
use objects::types::header::WORD;

use crate::event::{Event, Watch};
use crate::layout::inline_values_size;
use crate::name::Name;
use crate::runtime::Runtime;
use crate::shared_keys::{KeysId, SharedKeys};
use crate::types::TypeId;

impl<O: Watch> Runtime<O> {
    /// The keys that dictionaries of the class's instances share, if they share any (`ht_cached_keys`).
    pub fn cached_keys(&self, class: impl Into<TypeId>) -> Option<KeysId> {
        self.class(class).cached_keys
    }

    /// A new instance of the class: the keys whose values it has room for at once, from 3.11 on.
    /// Each new instance takes one of the spare places away, until one is left.
    pub fn values_of_new_instance(&mut self, class: impl Into<TypeId>) -> Option<KeysId> {
        let keys = self.keys_of_new_instance(self.class(class))?;
        self.take_spare_place(keys);
        Some(keys)
    }

    /// The place of a key among the shared ones, which get it if they have room.
    ///
    /// `used` is how many values the dictionary has. To 3.10 it must have all values in front of a new one's place.
    pub fn share_key(&mut self, keys: KeysId, name: Name, used: usize) -> Option<usize> {
        if self.version() < version::Version::new(3, 11, 0) {
            let shared = self.keys(keys);
            let place = shared.lookup(name).unwrap_or(shared.names.len());
            if place != used {
                return None;
            }
        }
        self.insert_split_key(keys, name)
    }

    /// The place of a key among the shared ones, if it is there.
    pub fn place_of_key(&self, keys: KeysId, name: Name) -> Option<usize> {
        self.keys(keys).lookup(name)
    }

    /// One dictionary more that uses the keys.
    pub fn hold_keys(&mut self, keys: KeysId) {
        self.keys_mut(keys).refcnt += 1;
    }

    /// One dictionary fewer.
    pub fn release_keys(&mut self, keys: KeysId) {
        self.dictkeys_decref(keys);
    }

    /// Whether nothing but the class uses them.
    pub fn has_one_user(&self, keys: KeysId) -> bool {
        self.keys(keys).refcnt == 1
    }

    /// The number of index slots of the table of keys, as a power of two.
    pub fn log2_size(&self, keys: KeysId) -> u32 {
        self.keys(keys).log2_size
    }

    /// Bytes that `sys.getsizeof` counts for a dictionary's values, and for the keys if it is their last user.
    pub fn split_bytes(&self, keys: KeysId) -> usize {
        let shared = self.keys(keys);
        let own = if shared.refcnt == 1 {
            self.shared_keys_bytes(keys)
        } else {
            0
        };
        shared.usable_size() * WORD + own
    }

    /// Bytes that the allocator is asked for beside an instance made now, for the values of these keys:
    /// behind it in its own block from 3.13, and in a block of its own before.
    pub fn room_for_values(&self, keys: KeysId) -> (usize, usize) {
        let capacity = self.keys(keys).usable_size();
        if self.version() >= version::Version::new(3, 13, 0) {
            (inline_values_size(capacity), 0)
        } else {
            (0, self.values_block(capacity))
        }
    }

    /// The instances of a class share no keys any more (to 3.10, when one of them deletes an attribute
    /// or outgrows the keys after others were made).
    pub fn give_up_keys(&mut self, class: impl Into<TypeId>) {
        let class = class.into();
        let Some(old) = self.types[class.index()].cached_keys.take() else {
            return;
        };
        self.dictkeys_decref(old);
        let name = self.class(class).name.clone();
        self.tell(|| Event::KeysUnshared { class: name });
    }

    /// The keys of the first instance's dictionary, which outgrew the class's, become the class's (`make_keys_shared`, to 3.10).
    /// The dictionary holds them, too.
    pub fn share_keys_of(
        &mut self,
        class: impl Into<TypeId>,
        names: impl IntoIterator<Item = Name>,
        log2_size: u32,
    ) -> KeysId {
        let class = class.into();
        let usable = usable_fraction(1 << log2_size);
        let mut keys = SharedKeys::new(class, log2_size, usable);
        for name in names.into_iter().take(usable) {
            keys.add(name);
        }
        keys.refcnt += 1;
        let keys = self.add_keys(keys);
        if let Some(old) = self.types[class.index()].cached_keys.replace(keys) {
            self.dictkeys_decref(old);
        }
        let (name, count) = (self.class(class).name.clone(), self.keys(keys).names.len());
        self.tell(|| Event::KeysReplaced {
            class: name,
            keys: count,
        });
        keys
    }
}

#[cfg(test)]
mod tests {
    use version::Version;

    use crate::{Class, Runtime};

    fn runtime(minor: u8) -> (Runtime, crate::TypeId) {
        let mut python = Runtime::new(Version::new(3, minor, 0));
        let class = Class::new("Plain").build(&mut python);
        let class = class.unwrap_or_else(|error| panic!("{error}"));
        (python, class)
    }

    #[test]
    fn places_come_in_the_order_in_which_the_class_meets_the_names() {
        let (mut python, class) = runtime(13);
        let Some(keys) = python.values_of_new_instance(class) else {
            panic!("instances share keys")
        };
        let (a, b) = (python.intern("a"), python.intern("b"));
        assert_eq!(python.share_key(keys, b, 0), Some(0));
        assert_eq!(python.share_key(keys, a, 1), Some(1));
        assert_eq!(python.share_key(keys, b, 0), Some(0));
    }

    #[test]
    fn to_3_10_a_key_out_of_order_is_not_shared() {
        let (mut python, class) = runtime(10);
        assert_eq!(python.values_of_new_instance(class), None);
        let Some(keys) = python.cached_keys(class) else {
            panic!("dictionaries share keys")
        };
        let (a, b) = (python.intern("a"), python.intern("b"));
        assert_eq!(python.share_key(keys, a, 0), Some(0));
        assert_eq!(python.share_key(keys, b, 1), Some(1));
        assert_eq!(python.share_key(keys, b, 0), None);
    }

    #[test]
    fn from_3_11_thirty_keys_are_shared() {
        let (mut python, class) = runtime(12);
        let Some(keys) = python.values_of_new_instance(class) else {
            panic!("instances share keys")
        };
        // The first instance took a spare place away.
        for number in 0..29 {
            let name = python.intern(&format!("a{number}"));
            assert_eq!(python.share_key(keys, name, number), Some(number));
        }
        let name = python.intern("one more");
        assert_eq!(python.share_key(keys, name, 29), None);
    }

    #[test]
    fn the_last_user_counts_the_keys() {
        let (mut python, class) = runtime(9);
        let Some(keys) = python.cached_keys(class) else {
            panic!("dictionaries share keys")
        };
        python.hold_keys(keys);
        let among_others = python.split_bytes(keys);
        python.give_up_keys(class);
        assert!(python.has_one_user(keys));
        assert!(python.split_bytes(keys) > among_others);
        assert_eq!(python.cached_keys(class), None);
    }
}
