#include "common/racf/rotation/master_key.hpp"

#include "common/base/text/counted.hpp"
#include "common/crypto/aead.hpp"
#include "common/crypto/random.hpp"
#include "common/racf/store/audit_action.hpp"

namespace ptkt::rotation {

namespace {

/// The new master key; nothing goes on with an exchange that is under way.
base::Result<std::optional<base::Secret>> new_master_key(const store::Store& store,
                                                         const MasterKeyOrder& order) {
    const bool goes_on = order.outside || files::stamp(store.layout().rekey());
    if (!order.new_key && goes_on) return std::optional<base::Secret>();
    auto key = order.new_key ? order.new_key() : crypto::random_bytes(crypto::kSealingKeySize);
    if (!key) return std::move(key).error();
    return std::optional(std::move(*key));
}

}  // namespace

json::Json rekey_record(base::Instant now, const store::Rekeyed& done) {
    return store::action_record(now, "rekey", done.finished ? "finished" : "under way",
                                base::counted(done.keys, "key") + " sealed again");
}

base::Result<store::Rekeyed> exchange_master_key(store::Store& store, const MasterKeyOrder& order,
                                                 const Surroundings& surroundings) {
    const auto runs = files::FileLock::acquire(store.layout().rotate_lock(), {});
    if (!runs) return runs.error();
    const auto lock = store.lock();
    if (!lock) return lock.error();
    auto key = new_master_key(store, order);
    if (!key) return std::move(key).error();
    const store::RekeyRequest request{std::move(*key), order.outside, order.finish,
                                      surroundings.step};
    auto done = store::rekey(store, request, surroundings.now());
    if (!done) return done;
    if (auto audited = store.audit_log().append(rekey_record(surroundings.now(), *done)); !audited)
        return std::move(audited).error();
    return done;
}

}  // namespace ptkt::rotation
