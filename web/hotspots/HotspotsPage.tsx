import '../styles/hotspots.css';
import { App } from '../App.tsx';

/** The map with hotspots instead of counts. */
export default function HotspotsPage() {
  return <App shows="hotspots" />;
}
