#include "common/crypto/aead.hpp"
#include "common/files/bulk.hpp"
#include "common/files/checksum.hpp"
#include "common/racf/rotation/archive.hpp"
#include "common/racf/rotation/generation_message.hpp"
#include "common/racf/rotation/local_state.hpp"
#include "common/racf/rotation/publication.hpp"
#include "common/racf/rotation/seal_for.hpp"
#include "common/racf/store/audit_action.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/text/profile_text.hpp"

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
    if (*newest == 0)
        return not_permitted(fmt::format("{} has no generation for this receiver's key",
                                         adoption.directory.string()));
    const auto path = message_path(adoption.directory, *newest, own);
    const auto pem = files::read_file(path, kMessageLimit);
    if (!pem) return pem.error();
    auto opened = crypto::open_message(*pem, adoption.key, &adoption.publisher);
    if (!opened) return std::move(opened).error().within(path.string());
    auto message = parse_message(base::as_text(opened->content.view()));
    if (!message)
        return base::fail(base::ErrorKind::Malformed, "{} is not the message of a generation",
                          path.string());
    if (message->recipient != own || message->signer != adoption.publisher.key_id())
        return not_permitted(path.string() + " was made for another receiver");
    if (message->number != *newest)
        return not_permitted(path.string() + " is the message of another generation");
    return std::move(*message);
}

base::Result<std::vector<ArchivedFile>> archived_files(const Adoption& adoption,
                                                       const GenerationMessage& message) {
    const auto path = archive_path(adoption.directory, message.number);
    const auto sealed = files::read_if_there(path, kArchiveLimit);
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

std::optional<racf::User> parse_sound(const std::optional<std::string>& text) {
    if (!text || files::checksum_of(*text) != files::Checksum::Right) return std::nullopt;
    auto user = store::parse_user(files::content_of(*text));
    return user ? std::optional(std::move(*user)) : std::nullopt;
}

/// Builds a generation beside the one that is in place, and exchanges the two.
class Adopter {
  public:
    Adopter(const store::Store& store, const Adoption& adoption, const GenerationMessage& message)
        : store_(store),
          layout_(store.layout()),
          next_(layout_.adopted_next()),
          next_layout_(next_),
          adoption_(adoption),
          message_(message) {}

    base::Status run(const std::vector<ArchivedFile>& all) {
        if (auto built = build(all); !built) return built;
        adoption_.reached("built");
        auto master = store_.keys().master_key();
        if (!master) return std::move(master).error();
        if (auto sealed = seal_for(next_, message_.transport_key.clone(), *master, adoption_.now);
            !sealed)
            return sealed;
        if (auto synced = files::sync_file_system(next_); !synced) return synced;
        adoption_.reached("sealed");
        if (auto audited = store::audit_action(store_.audit_log(), adoption_.now, "store", "adopt",
                                               fmt::format("generation {}", message_.number));
            !audited)
            return audited;
        return put_in_place();
    }

    /// What a run that was cut off has left.
    static base::Status tidy(const store::Layout& layout) {
        if (files::stamp(layout.adopted_next()))
            if (auto gone = files::remove_tree(layout.adopted_next()); !gone) return gone;
        if (!files::stamp(layout.adopted())) return {};
        for (const std::string_view name : store::kPublished)
            if (auto gone = remove_replaced(layout, name); !gone) return gone;
        return remove_replaced(layout, layout.generation().filename().string());
    }

  private:
    static base::Status remove_replaced(const store::Layout& layout, std::string_view name) {
        for (const files::Path& above : {layout.root(), layout.root() / "copies"})
            if (files::stamp(above / name))
                if (auto gone = files::remove_tree(above / name); !gone) return gone;
        return {};
    }

    base::Status build(const std::vector<ArchivedFile>& all) const {
        if (auto made = files::make_directory(next_); !made) return made;
        for (const files::Path& directory :
             {next_layout_.users(), next_layout_.groups(), next_layout_.vault(),
              next_layout_.classes(), next_layout_.snapshots(), next_layout_.published_users()})
            if (auto made = files::make_directory(directory); !made) return made;
        for (const ArchivedFile& file : all)
            if (auto written = write(file); !written) return written;
        return store::write_generation(next_layout_,
                                       {message_.number, message_.made, message_.digest, {}, {}});
    }

    base::Status write(const ArchivedFile& file) const {
        if (*file.name.begin() != "users") return write_file(file.name, file.content);
        if (auto kept = files::write_unsynced(next_layout_.published_users() / file.name.filename(),
                                              file.content);
            !kept)
            return kept;
        const auto content = user_text(file);
        return content ? write_file(file.name, *content) : base::Status(content.error());
    }

    base::Status write_file(const files::Path& name, std::string_view content) const {
        const files::Path path = next_ / name;
        if (auto written = store::write_making_directories(next_, path, content); !written)
            return written;
        if (path.extension() == store::kTextSuffix) store::keep_copy(next_layout_, path, content);
        return {};
    }

    /// A user's text with what has happened at this receiver.
    [[nodiscard]] base::Result<std::string> user_text(const ArchivedFile& file) const {
        const auto here = files::read_if_there(layout_.data() / file.name, store::kTextLimit);
        if (!here) return here.error();
        const auto before = files::read_if_there(layout_.published_users() / file.name.filename(),
                                                 store::kTextLimit);
        if (!before) return before.error();
        if (!*here || **here == file.content || (*before && **before == **here))
            return file.content;
        auto published = parse_sound(file.content);
        if (!published) return file.content;
        // A profile that cannot be read may be one of a user who is revoked here.
        const auto user = store_.user(published->id);
        if (!user) return user.error();
        auto text = store::print_user(
            with_local_state(parse_sound(*before), **user, std::move(*published)));
        if (!text) return text;
        return files::with_checksum(std::move(*text));
    }

    [[nodiscard]] base::Status put_in_place() const {
        const bool is_first = !files::stamp(layout_.adopted());
        if (auto done = is_first ? files::rename_directory(next_, layout_.adopted())
                                 : files::exchange_directories(next_, layout_.adopted());
            !done)
            return done;
        adoption_.reached("exchanged");
        return tidy(layout_);
    }

    const store::Store& store_;
    const store::Layout& layout_;
    const files::Path next_;
    const store::Layout next_layout_;
    const Adoption& adoption_;
    const GenerationMessage& message_;
};

/// The publisher sees by this which generation a receiver has.
base::Status report(const Adoption& adoption, const GenerationMessage& message) {
    constexpr std::size_t kLimit = 4096;
    const auto path = report_path(adoption.directory, message.recipient);
    if (const auto before = files::read_if_there(path, kLimit); before && *before)
        if (const auto its = parse_report(**before);
            its && its->number == message.number && its->report == message.report)
            return {};
    return files::write_atomically(path,
                                   print_report({message.number, adoption.now, message.report}));
}

/// Whether the store has this generation; NotPermitted when it has a newer one.
base::Result<bool> has_generation(const store::Layout& layout, const GenerationMessage& message) {
    const auto current = store::generation_of(layout);
    if (!current) return current.error();
    if (!*current || (*current)->number < message.number) return false;
    if ((*current)->number > message.number)
        return not_permitted(fmt::format("generation {} is older than {}, which the store has",
                                         message.number, (*current)->number));
    // The publisher itself has no digest.
    if ((*current)->digest.empty() || (*current)->digest == message.digest) return true;
    return not_permitted(
        fmt::format("this is another generation {} than the store has", message.number));
}

base::Status check_keys(const store::Store& store) {
    if (files::stamp(store.layout().rekey()))
        return base::with_hint(
            base::fail(base::ErrorKind::Config, "the master key is being replaced"),
            "finish that first: racf-admin rekey");
    return store.keys().check_master_key();
}

}  // namespace

base::Result<Adopted> adopt(const store::Store& store, const Adoption& adoption) {
    auto message = newest_message(adoption);
    if (!message) return std::move(message).error();
    adoption.reached("opened");
    const auto runs =
        files::FileLock::acquire(store.layout().rotate_lock(), store::Store::kTimeLimit);
    if (!runs) return runs.error();
    const auto lock = store.lock();
    if (!lock) return lock.error();
    if (auto right = check_keys(store); !right) return std::move(right).error();
    const auto has = has_generation(store.layout(), *message);
    if (!has) return has.error();
    if (auto done = Adopter::tidy(store.layout()); !done) return std::move(done).error();
    if (!*has) {
        const auto all = archived_files(adoption, *message);
        if (!all) return all.error();
        adoption.reached("verified");
        if (auto done = Adopter(store, adoption, *message).run(*all); !done)
            return std::move(done).error();
        adoption.reached("cleared");
    }
    Adopted done{message->number, message->made, *has, std::nullopt};
    if (auto reported = report(adoption, *message); !reported)
        done.report = std::move(reported).error();
    return done;
}

}  // namespace ptkt::rotation
