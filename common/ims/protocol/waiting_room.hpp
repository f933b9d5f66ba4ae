#ifndef PTKT_IMS_PROTOCOL_WAITING_ROOM_HPP
#define PTKT_IMS_PROTOCOL_WAITING_ROOM_HPP

#include <list>
#include <optional>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/ims/protocol/connection.hpp"

namespace ptkt::ims_protocol {

/// The connections that have not signed on: what each source has of them, in places and in bytes,
/// and which has to go when there is no room. Sources that have signed on lately are known, and
/// have places that strangers do not get.
///
/// The one that has to go is drawn at random, from the source with the most among those drawn: so it
/// costs the same however many there are, and nobody can say which it will be.
class WaitingRoom {
  public:
    /// The limits must outlive it.
    explicit WaitingRoom(const Limits& limits);

    enum class Entry {
        Free,
        AnotherGoes,     ///< `victim_for` names it
        NoPlace,         ///< all places are used
        TooManyOfSource  ///< more than one source may have
    };
    /// Whether a newcomer is let in when `all` connections are there, those that have signed on
    /// among them.
    [[nodiscard]] Entry entry_for(const std::string& source, std::size_t all) const;
    /// The one that leaves for a newcomer from there; none when it has no better right to a place.
    [[nodiscard]] std::optional<ConnectionId> victim_for(const std::string& source);

    void enter(ConnectionId id, const std::string& source);
    /// It has signed on: its source is known from now on.
    void sign_on(ConnectionId id);
    void leave(ConnectionId id);
    /// Forgets them all, but not who is known.
    void clear();

    /// What a connection keeps of a message that has not come to its end.
    void set_bytes(ConnectionId id, std::size_t bytes);
    [[nodiscard]] bool is_over() const;
    /// The one that has to go while `is_over`.
    [[nodiscard]] std::optional<ConnectionId> victim_for_memory();

    [[nodiscard]] bool contains(ConnectionId id) const { return guests_.contains(id); }

  private:
    struct Source {
        std::size_t places = 0;
        std::size_t bytes = 0;
        bool is_known = false;
    };
    struct Guest {
        Source* source;
        std::string name;   ///< of its source
        std::size_t place;  ///< in `order_`
        std::size_t bytes = 0;
    };

    [[nodiscard]] bool is_known(const std::string& source) const { return known_.contains(source); }
    [[nodiscard]] Guest& draw();
    [[nodiscard]] std::size_t strangers() const { return strangers_; }

    const Limits* limits_;
    std::unordered_map<ConnectionId, Guest> guests_;
    std::unordered_map<std::string, Source> sources_;
    std::vector<ConnectionId> order_;  ///< to draw from
    std::size_t strangers_ = 0;        ///< guests from sources that were not known when they came
    std::size_t bytes_ = 0;
    std::list<std::string> lately_;  ///< the known ones, the last to have signed on first
    std::unordered_map<std::string, std::list<std::string>::iterator> known_;
    std::minstd_rand random_;
};

}  // namespace ptkt::ims_protocol

#endif
