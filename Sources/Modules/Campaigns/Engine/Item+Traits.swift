internal import Characters
internal import ContentPacks

extension Item {
    /// What sheets, checks and fights need to know of it.
    var traits: ItemTraits {
        ItemTraits(
            slot: slot, needsAttunement: needsAttunement, charges: charges, isSoulbound: isSoulbound,
            isTradeable: isTradeable)
    }
}
