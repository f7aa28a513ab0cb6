import '../styles/hotspots.css';
import '../styles/network.css';
import { App } from '../App.tsx';

/** The map of danger of the network, and the way between two stations. */
export default function RoutesPage() {
  return <App shows="routes" />;
}
