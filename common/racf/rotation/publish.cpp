#include <algorithm>

#include "common/base/text/counted.hpp"
#include "common/base/text/hex.hpp"
#include "common/crypto/aead.hpp"
#include "common/crypto/hash.hpp"
#include "common/crypto/random.hpp"
#include "common/files/bulk.hpp"
#include "common/files/regular_file.hpp"
#include "common/racf/rotation/archive.hpp"
#include "common/racf/rotation/content_check.hpp"
#include "common/racf/rotation/generation_message.hpp"
#include "common/racf/rotation/publication.hpp"
#include "common/racf/rotation/seal_for.hpp"
#include "common/racf/store/audit_action.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/description.hpp"
#include "common/racf/store/rekey.hpp"

namespace ptkt::rotation {

namespace {

using store::Generation;

constexpr std::size_t kReportSize = 16;
constexpr std::size_t kReportLimit = 4096;

class Publisher {
  public:
    Publisher(const store::Store& store, const Publication& publication)
        : store_(store), layout_(store.layout()), publication_(publication) {}

    base::Result<Generation> run() {
        if (auto begun = begin(); !begun) return std::move(begun).error();
        auto archive = make_archive();
        if (!archive) {
            static_cast<void>(files::remove_tree(layout_.publish_next()));
            return archive.error();
        }
        publication_.reached("sealed");
        message_.digest = digest_text(base::as_text(*archive));
        if (auto written = files::write_atomically(
                archive_path(publication_.directory, its_.number), base::as_text(*archive));
            !written)
            return std::move(written).error();
        publication_.reached("archived");
        if (auto sent = send(); !sent) return std::move(sent).error();
        // The one before stays for those who are reading it.
        if (auto gone = remove_older(publication_.directory, its_.number - 1); !gone)
            return std::move(gone).error();
        return its_;
    }

  private:
    /// Who gets which report, and from here on the number counts.
    base::Status begin() {
        if (auto made = files::make_directory(publication_.directory); !made) return made;
        const auto number = next_number();
        if (!number) return number.error();
        its_.number = *number;
        its_.made = publication_.now;
        for (const crypto::Certificate& receiver : publication_.receivers) {
            const auto report = crypto::random_bytes(kReportSize);
            if (!report) return report.error();
            reports_.push_back(base::to_hex(report->view()));
            its_.receivers.push_back(
                {receiver.name(), receiver.key_id(), digest_text(reports_.back())});
        }
        auto digest = keys_digest(layout_);
        if (!digest) return std::move(digest).error();
        its_.keys_digest = std::move(*digest);
        if (auto noted = store::write_generation(layout_, its_); !noted) return noted;
        publication_.reached("numbered");
        return {};
    }

    /// The directory may have what another store has published, from which this one has taken over.
    /// A number far from the store's own is nobody's: it would be the last that there can be.
    [[nodiscard]] base::Result<std::int64_t> next_number() const {
        constexpr std::int64_t kFarAhead = 1000;
        const auto before = store::generation_of(layout_);
        if (!before) return before.error();
        const auto written = newest_generation(publication_.directory, nullptr);
        if (!written) return written.error();
        const std::int64_t own = *before ? (*before)->number : 0;
        if (written->number > own + kFarAhead)
            return base::with_hint(
                base::fail(base::ErrorKind::Config,
                           "{} is far ahead of this store, which has had {} generations",
                           written->file.string(), own),
                "remove it, unless you publish from the wrong store");
        const std::int64_t next = std::max(own, written->number) + 1;
        if (next > kLargestNumber)
            return base::fail(base::ErrorKind::Config, "there is no generation after {}",
                              kLargestNumber);
        return next;
    }

    base::Result<base::Bytes> make_archive() {
        auto archive_key = crypto::random_bytes(crypto::kSealingKeySize);
        auto transport_key = crypto::random_bytes(crypto::kSealingKeySize);
        if (!archive_key) return std::move(archive_key).error();
        if (!transport_key) return std::move(transport_key).error();
        const auto keys = key_files(layout_);
        const auto all = published_files(layout_);
        if (!keys) return keys.error();
        if (!all) return all.error();
        const files::Path next = layout_.publish_next();
        if (auto sealed = seal_keys(next, *keys, *transport_key); !sealed)
            return std::move(sealed).error();
        const auto packed = pack_files(*all, [&](const files::Path& name) {
            return (std::ranges::binary_search(*keys, name) ? next : layout_.data()) / name;
        });
        if (!packed) return packed.error();
        if (auto gone = files::remove_tree(next); !gone) return std::move(gone).error();
        const auto context = archive_context(its_.number);
        auto archive = crypto::seal(*archive_key, *packed, base::as_bytes(context));
        message_.archive_key = std::move(*archive_key);
        message_.transport_key = std::move(*transport_key);
        return archive;
    }

    base::Status seal_keys(const files::Path& next, const Names& keys,
                           const base::Secret& transport_key) const {
        if (auto gone = files::remove_tree(next); !gone) return gone;
        if (auto made = files::make_directory(next); !made) return made;
        for (const files::Path& name : keys) {
            const auto content = files::read_file(layout_.data() / name, store::kTextLimit * 16);
            if (!content) return content.error();
            if (auto written = store::write_making_directories(next, next / name, *content);
                !written)
                return written;
        }
        auto master = store_.keys().master_key();
        if (!master) return std::move(master).error();
        return seal_for(next, std::move(*master), transport_key, publication_.now);
    }

    /// That keys leave is on record before the messages exist.
    base::Status send() {
        if (auto audited =
                store::audit_action(store_.audit_log(), publication_.now, "store", "publish",
                                    fmt::format("generation {} for {}", its_.number,
                                                base::counted(its_.receivers.size(), "receiver")));
            !audited)
            return audited;
        message_.number = its_.number;
        message_.made = its_.made;
        message_.signer = publication_.signer.certificate.key_id();
        for (std::size_t i = 0; i < its_.receivers.size(); ++i) {
            message_.recipient = its_.receivers[i].key_id;
            message_.report = reports_[i];
            const auto sealed = crypto::seal_message(
                print_message(message_), publication_.receivers[i], &publication_.signer);
            if (!sealed) return sealed.error();
            if (auto written = files::write_atomically(
                    message_path(publication_.directory, its_.number, message_.recipient), *sealed);
                !written)
                return written;
            publication_.reached("sent");
        }
        return {};
    }

    const store::Store& store_;
    const store::Layout& layout_;
    const Publication& publication_;
    Generation its_;
    std::vector<std::string> reports_;
    GenerationMessage message_;
};

ReceiverState state_of(const Generation& generation, const store::Recipient& receiver,
                       const std::optional<AdoptionReport>& report) {
    ReceiverState state{receiver.name, false, std::nullopt, std::nullopt};
    // Only with the receiver's secret is it more than anybody could have written.
    if (!report || report->number != generation.number ||
        digest_text(report->report) != receiver.report)
        return state;
    state.is_current = true;
    state.generation = report->number;
    state.adopted = report->adopted;
    return state;
}

}  // namespace

std::string digest_text(std::string_view content) {
    return base::to_hex(crypto::sha512(base::as_bytes(content)));
}

std::string archive_context(std::int64_t number) {
    return fmt::format("ptkt generation {}", number);
}

base::Status with_store_in(const files::Path& directory, base::Instant now,
                           const std::function<base::Status(store::Store&)>& work) {
    const store::Layout layout(directory);
    if (auto described = store::write_description(layout, store::description_of(now)); !described)
        return described;
    const auto store = store::Store::open(directory);
    if (!store) return store.error();
    if (auto done = work(**store); !done) return done;
    return files::remove_durably(layout.description());
}

base::Status seal_for(const files::Path& directory, base::Secret from, const base::Secret& to,
                      base::Instant now) {
    return with_store_in(directory, now, [&](store::Store& store) -> base::Status {
        store.keys().use_master_key(std::move(from));
        if (auto done = store::rekey(store, {to.clone(), true, true, {}}, now); !done)
            return std::move(done).error();
        return {};
    });
}

base::Result<Generation> publish(const store::Store& store, const Publication& publication) {
    const auto runs =
        files::FileLock::acquire(store.layout().rotate_lock(), store::Store::kTimeLimit);
    if (!runs) return runs.error();
    const auto lock = store.lock();
    if (!lock) return lock.error();
    if (files::stamp(store.layout().rekey()))
        return base::with_hint(
            base::fail(base::ErrorKind::Config, "the master key is being replaced"),
            "finish that first: racf-admin rekey");
    if (auto right = store.keys().check_master_key(); !right) return std::move(right).error();
    if (auto whole = check_content(store); !whole) return std::move(whole).error();
    return Publisher(store, publication).run();
}

base::Result<Receivers> receivers_of(const store::Store& store, const files::Path& directory) {
    const auto generation = store::generation_of(store.layout());
    if (!generation) return generation.error();
    if (!*generation || (*generation)->receivers.empty())
        return base::with_hint(
            base::fail(base::ErrorKind::NotFound, "this store was not published"),
            "publish it to its receivers: racf-admin publish");
    Receivers its{(*generation)->number, {}};
    for (const store::Recipient& receiver : (*generation)->receivers) {
        const auto text =
            files::read_regular_if_there(report_path(directory, receiver.key_id), kReportLimit);
        if (!text) return text.error();
        its.all.push_back(state_of(**generation, receiver,
                                   *text ? parse_report(**text) : std::optional<AdoptionReport>()));
    }
    return its;
}

base::Result<std::optional<std::int64_t>> generation_of_keys(const store::Store& store) {
    const auto lock = store.lock();
    if (!lock) return lock.error();
    const auto generation = store::generation_of(store.layout());
    if (!generation) return generation.error();
    const auto digest = keys_digest(store.layout());
    if (!digest) return digest.error();
    if (!*generation || (*generation)->keys_digest != *digest) return std::optional<std::int64_t>();
    return std::optional((*generation)->number);
}

}  // namespace ptkt::rotation
