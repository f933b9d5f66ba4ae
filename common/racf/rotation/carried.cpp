#include "common/racf/rotation/carried.hpp"

#include "common/crypto/aead.hpp"
#include "common/files/regular_file.hpp"
#include "common/racf/rotation/seal_for.hpp"

namespace ptkt::rotation {

namespace {

constexpr std::size_t kMessageLimit = std::size_t{1} << 20U;
constexpr std::size_t kArchiveLimit = std::size_t{2} << 30U;

base::Error not_permitted(std::string what) {
    return base::fail(base::ErrorKind::NotPermitted, "{}", std::move(what));
}

/// The newest generation that has a message for this key.
base::Result<GenerationMessage> newest_message(const Adoption& adoption) {
    const std::string own = adoption.key.key_id();
    const auto newest = newest_generation(adoption.directory, &own);
    if (!newest) return newest.error();
    if (newest->number == 0)
        return not_permitted(fmt::format("{} has no generation for this receiver's key",
                                         adoption.directory.string()));
    const std::string path = newest->file.string();
    const auto pem = files::read_regular_file(path, kMessageLimit);
    if (!pem) return pem.error();
    auto opened = crypto::open_message(*pem, adoption.key, &adoption.publisher);
    if (!opened) return std::move(opened).error().within(path);
    auto message = parse_message(base::as_text(opened->content.view()));
    if (!message)
        return base::fail(base::ErrorKind::Malformed, "{} is not the message of a generation",
                          path);
    if (message->recipient != own || message->signer != adoption.publisher.key_id())
        return not_permitted(path + " was made for another receiver");
    if (message->number != newest->number)
        return not_permitted(path + " is the message of another generation");
    return std::move(*message);
}

base::Result<std::vector<ArchivedFile>> archived_files(const Adoption& adoption,
                                                       const GenerationMessage& message) {
    const auto path = archive_path(adoption.directory, message.number);
    const auto sealed = files::read_regular_if_there(path, kArchiveLimit);
    if (!sealed) return sealed.error();
    if (!*sealed)
        return base::with_hint(
            base::fail(base::ErrorKind::TryAgain, "{} is missing", path.string()),
            "the directory was not carried completely: carry it again");
    if (digest_text(**sealed) != message.digest)
        return base::fail(base::ErrorKind::Malformed, "{} was altered, or is not complete",
                          path.string());
    const auto context = archive_context(message.number);
    const auto packed =
        crypto::open(message.archive_key, base::as_bytes(**sealed), base::as_bytes(context));
    if (!packed) return packed.error();
    return unpack_files(packed->view());
}

/// A store that takes a publisher's generations and does not say which one it has would take an
/// old one again.
base::Status check_number_is_known(const store::Layout& layout, const Adoption& adoption) {
    if (adoption.not_older_than > 0 || !files::stamp(layout.adopted())) return {};
    return base::with_hint(base::fail(base::ErrorKind::Config,
                                      "which generation the store has is not known: {} is missing",
                                      layout.generation().string()),
                           "'racf-admin check --repair' restores it from its copy; or ask the "
                           "publisher for the number "
                           "of the present generation, and give it: --not-older-than NUMBER");
}

/// Whether the store has this generation; NotPermitted when it may not take it.
base::Result<bool> has_generation(const store::Layout& layout, const Adoption& adoption,
                                  const GenerationMessage& message) {
    if (message.number < adoption.not_older_than)
        return base::with_hint(
            not_permitted(fmt::format("the newest generation in {} is {}, which is older than {}",
                                      adoption.directory.string(), message.number,
                                      adoption.not_older_than)),
            "carry the present one here, or give a smaller number with --not-older-than");
    const auto current = store::generation_of(layout);
    if (!current) return current.error();
    if (!*current) {
        if (auto known = check_number_is_known(layout, adoption); !known)
            return std::move(known).error();
        return false;
    }
    if ((*current)->number < message.number) return false;
    if ((*current)->number > message.number)
        return not_permitted(fmt::format("generation {} is older than {}, which the store has",
                                         message.number, (*current)->number));
    if ((*current)->digest == message.digest) return true;
    return not_permitted(
        (*current)->digest.empty()
            ? fmt::format("this store is itself the publisher of a generation {}", message.number)
            : fmt::format("this is another generation {} than the store has", message.number));
}

}  // namespace

base::Result<Carried> newest_carried(const store::Layout& layout, const Adoption& adoption) {
    for (;;) {
        auto message = newest_message(adoption);
        if (!message) return std::move(message).error();
        const auto has = has_generation(layout, adoption, *message);
        if (!has) return has.error();
        if (*has) return Carried{std::move(*message), true, {}};
        adoption.reached("opened");
        auto all = archived_files(adoption, *message);
        if (all) return Carried{std::move(*message), false, std::move(*all)};
        // The archive goes when two more are published meanwhile.
        const auto newest = newest_generation(adoption.directory, &message->recipient);
        if (!newest || newest->number <= message->number) return std::move(all).error();
    }
}

}  // namespace ptkt::rotation
