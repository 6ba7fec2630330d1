-- What the writer executes for one POST /v1/characters, in this order, the second INSERT once for each thing of the kit.
-- The driver checks that each of these stands in the product's sources, so that the limit cannot drift away from what it
-- limits.

SELECT active FROM character_counts WHERE player_id = ?1;

INSERT INTO characters (player_id, name, archetype, race, level, xp, core_stats, skills, max_hp,
    portrait_asset, status, created_at, updated_at)
VALUES (?1, ?2, ?3, ?4, 1, 0, ?5, ?6, ?7, ?8, 'ACTIVE', ?9, ?9)
RETURNING id;

INSERT INTO character_items (character_id, position, item_id, pack, name_en, name_ru, rarity, quantity,
    slot, acquired_run_id, acquired_at, fits, needs_attunement, attuned, charges, soulbound, tradeable)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
ON CONFLICT (character_id, item_id) DO UPDATE SET quantity = excluded.quantity, slot = excluded.slot,
    attuned = excluded.attuned;

SELECT id, player_id, name, archetype, race, level, xp, core_stats, skills, max_hp, status, inventory_ref,
    portrait_asset, created_at, updated_at
FROM characters WHERE id = ?1;

SELECT item_id, CASE WHEN ?2 THEN name_ru ELSE name_en END, rarity, quantity, slot, fits,
    needs_attunement, attuned, charges, soulbound, tradeable
FROM character_items WHERE character_id = ?1 ORDER BY position;

SELECT language FROM players WHERE id = ?1;
