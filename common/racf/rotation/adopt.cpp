#include <algorithm>

#include "common/files/bulk.hpp"
#include "common/files/checksum.hpp"
#include "common/files/regular_file.hpp"
#include "common/racf/rotation/carried.hpp"
#include "common/racf/rotation/content_check.hpp"
#include "common/racf/rotation/local_state.hpp"
#include "common/racf/rotation/publication.hpp"
#include "common/racf/rotation/seal_for.hpp"
#include "common/racf/store/audit_action.hpp"
#include "common/racf/store/checked_text.hpp"
#include "common/racf/store/text/profile_text.hpp"

namespace ptkt::rotation {

namespace {

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

    /// Nothing stays of a generation that could not be put in place.
    base::Status run(const std::vector<ArchivedFile>& all) {
        auto ready = prepare(all);
        if (ready) ready = put_in_place();
        if (!ready) {
            if (!holds_replaced()) static_cast<void>(files::remove_tree(next_));
            return ready;
        }
        adoption_.reached("exchanged");
        return complete(store_, adoption_);
    }

    /// Users whose profile here was damaged, and what became of each.
    [[nodiscard]] std::vector<std::string> take_damaged() { return std::move(damaged_); }

    /// What comes after a generation is in place, also when the run that put it there was cut off:
    /// it is put on record, and then what it has replaced goes.
    static base::Status complete(const store::Store& store, const Adoption& adoption) {
        const store::Layout layout(store.layout().root());
        const auto number = unfinished(layout);
        if (!number) return number.error();
        if (*number > 0)
            if (auto audited = store::audit_action(store.audit_log(), adoption.now, "store",
                                                   "adopt", fmt::format("generation {}", *number));
                !audited)
                return audited;
        return tidy(layout);
    }

  private:
    /// The number of the generation in place, while what it has replaced is still there; 0: nothing
    /// is. A generation that was not completed is newer than the one in place, or has no number.
    static base::Result<std::int64_t> unfinished(const store::Layout& layout) {
        const bool is_adopted = files::stamp(layout.adopted()).has_value();
        const auto current = store::generation_of(layout);
        if (!current) return current.error();
        if (!is_adopted || !*current) return 0;
        const bool is_first = std::ranges::any_of(store::kPublished, [&](std::string_view name) {
            return files::stamp(layout.root() / name).has_value();
        });
        const auto other = store::generation_of(store::Layout(layout.adopted_next()));
        const bool is_replaced = other && *other && (*other)->number < (*current)->number;
        return is_first || is_replaced ? (*current)->number : 0;
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

    /// Whether the two were exchanged although that failed: it may not be durable.
    [[nodiscard]] bool holds_replaced() const {
        const auto its = store::generation_of(next_layout_);
        return its && *its && (*its)->number != message_.number;
    }

    base::Status prepare(const std::vector<ArchivedFile>& all) {
        if (auto built = build(all); !built) return built;
        adoption_.reached("built");
        auto master = store_.keys().master_key();
        if (!master) return std::move(master).error();
        if (auto sealed = seal_for(next_, message_.transport_key.clone(), *master, adoption_.now);
            !sealed)
            return sealed;
        // Damage on the publisher's disk must not take the place of what is in use here.
        if (auto whole = with_store_in(next_, adoption_.now, check_content); !whole)
            return base::fail(base::ErrorKind::Malformed, "generation {} is damaged: {}",
                              message_.number, whole.error().what);
        if (auto synced = files::sync_file_system(next_); !synced) return synced;
        adoption_.reached("sealed");
        return {};
    }

    static base::Status remove_replaced(const store::Layout& layout, std::string_view name) {
        for (const files::Path& above : {layout.root(), layout.root() / "copies"})
            if (files::stamp(above / name))
                if (auto gone = files::remove_tree(above / name); !gone) return gone;
        return {};
    }

    base::Status build(const std::vector<ArchivedFile>& all) {
        if (auto made = files::make_directory(next_); !made) return made;
        for (const files::Path& directory :
             {next_layout_.users(), next_layout_.groups(), next_layout_.vault(),
              next_layout_.classes(), next_layout_.snapshots(), next_layout_.published_users()})
            if (auto made = files::make_directory(directory); !made) return made;
        for (const ArchivedFile& file : all)
            if (auto written = write(file); !written) return written;
        return store::write_generation(
            next_layout_, {message_.number, message_.made, message_.digest, {}, {}, adoption_.now});
    }

    base::Status write(const ArchivedFile& file) {
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
    [[nodiscard]] base::Result<std::string> user_text(const ArchivedFile& file) {
        const files::Path path = layout_.data() / file.name;
        const auto here = files::read_if_there(path, store::kTextLimit);
        if (!here) return here.error();
        const auto before = files::read_if_there(layout_.published_users() / file.name.filename(),
                                                 store::kTextLimit);
        if (!before) return before.error();
        if (*here && (**here == file.content || (*before && **before == **here)))
            return file.content;
        auto published = parse_sound(file.content);
        if (!published) return file.content;
        auto mine = parse_sound(*here);
        if (!mine) {
            const auto copy = files::read_if_there(layout_.copy_of(path), store::kTextLimit);
            if (!*here && (!copy || !*copy)) return file.content;
            mine = copy ? parse_sound(*copy) : std::nullopt;
            note_damage(path, mine.has_value());
        }
        // A profile that cannot be read may be one of a user who is revoked here.
        if (!mine || mine->id != published->id) {
            mine = *published;
            mine->revoked = true;
            mine->revoke_date.reset();
            mine->resume_date.reset();
        }
        auto text = store::print_user(
            with_local_state(parse_sound(*before), *mine, std::move(*published), adoption_.now));
        if (!text) return text;
        return files::with_checksum(std::move(*text));
    }

    void note_damage(const files::Path& path, bool has_copy) {
        damaged_.push_back(
            fmt::format("{} was damaged or missing: {}", path.string(),
                        has_copy ? "what happened here to the user was taken from its copy"
                                 : "the user is revoked here, because it may have been so before"));
    }

    [[nodiscard]] base::Status put_in_place() const {
        const bool is_first = !files::stamp(layout_.adopted());
        return is_first ? files::rename_directory(next_, layout_.adopted())
                        : files::exchange_directories(next_, layout_.adopted());
    }

    const store::Store& store_;
    const store::Layout& layout_;
    const files::Path next_;
    const store::Layout next_layout_;
    const Adoption& adoption_;
    const GenerationMessage& message_;
    std::vector<std::string> damaged_;
};

/// The publisher sees by this which generation a receiver has.
base::Status report(const store::Layout& layout, const Adoption& adoption,
                    const GenerationMessage& message) {
    constexpr std::size_t kLimit = 4096;
    const auto path = report_path(adoption.directory, message.recipient);
    const auto its = store::generation_of(layout);
    if (!its) return its.error();
    const auto adopted = *its ? (*its)->adopted : std::nullopt;
    const std::string text =
        print_report({message.number, adopted.value_or(adoption.now), message.report});
    if (const auto before = files::read_regular_if_there(path, kLimit); before && *before)
        if (const auto old = parse_report(**before);
            **before == text || (!adopted && old && old->report == message.report))
            return {};
    return files::write_atomically(path, text);
}

base::Status check_keys(const store::Store& store) {
    if (files::stamp(store.layout().rekey()))
        return base::with_hint(
            base::fail(base::ErrorKind::Config, "the master key is being replaced"),
            "finish that first: racf-admin rekey");
    return store.keys().check_master_key();
}

/// The number of the store's generation; 0: it has none.
base::Result<std::int64_t> present_number(const store::Store& store) {
    const auto its = store::generation_of(store.layout());
    if (!its) return its.error();
    return *its ? (*its)->number : 0;
}

}  // namespace

base::Result<Adopted> adopt(const store::Store& store, const Adoption& adoption) {
    const auto before = present_number(store);
    if (!before) return before.error();
    auto carried = newest_carried(store.layout(), adoption);
    if (!carried) return std::move(carried).error();
    adoption.reached("verified");
    const auto runs =
        files::FileLock::acquire(store.layout().rotate_lock(), store::Store::kTimeLimit);
    if (!runs) return runs.error();
    const auto lock = store.lock();
    if (!lock) return lock.error();
    if (auto right = check_keys(store); !right) return std::move(right).error();
    const auto number = present_number(store);
    if (!number) return number.error();
    // Another run was faster, perhaps with a newer one.
    if (*number != *before) carried = newest_carried(store.layout(), adoption);
    if (!carried) return std::move(carried).error();
    if (auto done = Adopter::complete(store, adoption); !done) return std::move(done).error();
    Adopted done{carried->message.number, carried->message.made, carried->is_in_place, {}, {}};
    if (!carried->is_in_place) {
        Adopter adopter(store, adoption, carried->message);
        if (auto put = adopter.run(carried->files); !put) return std::move(put).error();
        done.damaged = adopter.take_damaged();
        adoption.reached("cleared");
    }
    auto told = report(store::Layout(store.layout().root()), adoption, carried->message);
    if (!told) done.report = std::move(told).error();
    // A directory that cannot be written was just told of.
    static_cast<void>(remove_older(adoption.directory, carried->message.number - 1));
    return done;
}

}  // namespace ptkt::rotation
